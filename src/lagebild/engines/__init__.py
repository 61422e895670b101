"""EDGE: the only place that imports NLP libraries; what comes out is our own record."""
