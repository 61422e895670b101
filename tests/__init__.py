"""Tests of Lagebild. Products of matrices run in one thread, as in the command (`cli/start.py`)."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is imported
