"""Our own small network: words in, labels and trees out. NumPy only; training/ makes its weights."""
