"""A file of gold data, opened; what is wrong with it or with one of its lines is said with its name."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from lagebild.errors import DataError

_GZIP = b"\x1f\x8b"


@contextmanager
def open_lines(path: Path, kind: str) -> Iterator[TextIO]:
    """Open a text file, gzipped or not, for the lines in it; `kind` says what was expected, as "CoNLL-U file".

    Whatever is raised of the file while it is open becomes a DataError that names it.
    """
    try:
        with _open(path) as lines:
            yield lines
    except FileNotFoundError as error:
        raise DataError(f"{path}: no such file; name a {kind}, gzipped or not") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not text in UTF-8; a {kind} is expected") from error
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    except DataError as error:
        raise DataError(f"{path}: {error}") from error


def _open(path: Path) -> TextIO:
    with path.open("rb") as file:
        zipped = file.read(len(_GZIP)) == _GZIP
    return gzip.open(path, "rt", encoding="utf-8-sig") if zipped else path.open(encoding="utf-8-sig")
