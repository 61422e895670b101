"""A file of judgements, as `lagebild store verdicts` and /api/verdicts.jsonl write it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from lagebild.errors import DataError, UsageError
from lagebild.situation.verdicts import check_verdict
from lagebild.store.verdicts import Verdict


def read_verdicts(path: Path) -> Iterator[Verdict]:
    """The judgements of a file, one by one; UsageError where it cannot be read, DataError of the line that is none."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read(line, f"{path}: line {number}")
    except OSError as error:
        raise UsageError(f"{path}: cannot be opened ({error.strerror}); check the path") from error


def _read(line: bytes, where: str) -> Verdict:
    try:
        verdict = msgspec.json.decode(line, type=Verdict)
        check_verdict(verdict)
    except (msgspec.DecodeError, UsageError, UnicodeDecodeError) as error:
        raise DataError(f"{where}: no judgement ({error})") from error
    return verdict
