"""Lagebild reads news reports and says what happened, to whom, where and when, and who says so."""

__version__ = "0.1.0"
