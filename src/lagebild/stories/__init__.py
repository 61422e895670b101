"""Across reports: what is the same, who depends on whom, what contradicts. Pure."""
