"""spaCy without its command line, which it imports for one function and which takes a third of its loading time.

Downloaders, project tools and web clients come with that command line; nothing here needs them. What is put in its
place while spaCy loads is taken away again, so that whoever wants `spacy.cli` later gets the real one.
"""

import importlib
import sys
from types import ModuleType

PACKAGE, MODULE = "spacy.cli", "spacy.cli.info"


def import_spacy() -> None:
    """Load spaCy; does nothing more where it is loaded already."""
    if "spacy" in sys.modules:
        return
    package, module = ModuleType(PACKAGE), ModuleType(MODULE)
    package.__path__ = []
    module.info = _info  # type: ignore[attr-defined]
    sys.modules |= {PACKAGE: package, MODULE: module}
    try:
        spacy = importlib.import_module("spacy")
    finally:
        del sys.modules[PACKAGE], sys.modules[MODULE]
    vars(spacy).pop("cli", None)


def _info(*given: object, **named: object) -> object:
    """What `spacy.info` does, by the real one."""
    return importlib.import_module(MODULE).info(*given, **named)
