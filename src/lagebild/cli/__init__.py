"""EDGE: the commands, one file each."""
