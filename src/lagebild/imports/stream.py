"""Lines of a file that may be compressed and far larger than memory."""

import bz2
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal, cast

from lagebild.errors import DataError, UsageError

LONGEST_LINE = 64_000_000  # bytes; the largest items of Wikidata take about five million

Format = Literal["wikidata", "ftm", "csv"]


def read_lines(path: Path, advance: Callable[[int], None]) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each line; `advance` is told how many bytes of the file, as it lies there, are read.

    Raises UsageError where the file cannot be opened and DataError where it breaks off or is no such file.
    """
    number = 0
    try:
        with path.open("rb") as raw, _opened(raw, path.name) as lines:
            while line := lines.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise DataError(
                        f"{path}: line {number} is longer than {LONGEST_LINE:,} bytes: no file of this kind"
                    )
                yield number, line
                if number % 256 == 0:
                    advance(raw.tell())
            advance(raw.tell())
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file") from error
    except (EOFError, gzip.BadGzipFile) as error:
        raise DataError(f"{path}: after line {number} the compressed file breaks off or is damaged: {error}") from error
    except OSError as error:
        raise DataError(f"{path}: after line {number}: {error}") from error


def guess_format(path: Path) -> Format:
    """What kind of file it is, by its name and its first line; UsageError where neither tells."""
    if path.name.endswith((".csv", ".csv.gz")):
        return "csv"
    for number, line in read_lines(path, lambda at: None):
        start = line.strip()
        if start.startswith(b"["):
            return "wikidata"
        if start.startswith(b"{"):
            return "wikidata" if b'"claims"' in start else "ftm"
        if number > 10:
            break
    raise UsageError(
        f"{path}: neither a Wikidata dump nor FollowTheMoney entities nor a table; say what it is with --as"
    )


def _opened(raw: BinaryIO, name: str) -> BinaryIO:
    if name.endswith(".gz"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    if name.endswith(".bz2"):
        return cast(BinaryIO, bz2.BZ2File(raw))
    return raw
