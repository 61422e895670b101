"""EDGE: the only place that imports NLP libraries; what comes out is our own record."""

from lagebild.engines.quick_import import import_spacy

import_spacy()  # before any other module here imports it
