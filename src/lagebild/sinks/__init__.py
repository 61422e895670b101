"""EDGE: where alerts go. One file per sink; `build.py` makes them from what a file of rules says."""
