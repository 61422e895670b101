"""The stages, one file or folder each."""
