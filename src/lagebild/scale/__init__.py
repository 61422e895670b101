"""EDGE: a great many reports on a cluster: files cut into parts, and parts read by Ray."""
