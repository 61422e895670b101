"""Turns data folders into frozen types, or raises DataError naming file and field."""
