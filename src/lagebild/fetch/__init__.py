"""EDGE: outside → Page. Files, standard input, addresses, HTML."""
