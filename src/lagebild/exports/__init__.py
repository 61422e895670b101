"""Records → the formats of others: tables, graphs and feeds. Pure; one file per format, listed in `formats.py`."""
