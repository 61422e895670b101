"""Large files cut into parts that can be read anywhere and again: web archives, Parquet, JSON Lines.

A part is a stretch of a file by bytes (of a Parquet file: by groups of rows). A line or record belongs to the part in
which it begins, so that the parts of a file hold each item once, and nobody need look through the file to cut it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from lagebild.errors import InputError, MissingLibraryError, NotAReportError, UsageError
from lagebild.fetch.items import Failed, Found, Item
from lagebild.fetch.json_lines import find_lines
from lagebild.fetch.local import find_files, kind_of_file
from lagebild.fetch.warc import Broken, first_record, read_archive

PART_BYTES = 4_000_000  # of an archive some 150 pages packed, of JSON Lines some 1,200 reports: one to two minutes
PARQUET = ".parquet"
COLUMNS = ("id", "text", "html", "url", "title", "publisher", "published", "date", "retrieved", "language", "lang")
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")

Kind = Literal["lines", "archive", "parquet"]


class Part(Struct, frozen=True):
    """A stretch of a file: bytes `begin` to `end`, or groups of rows of a Parquet file."""

    path: str
    kind: Kind
    begin: int
    end: int
    version: str  # of the file: size and time of change, so that a file that changed is read again

    @property
    def key(self) -> str:
        """A name by which the part is known in later runs: 16 hex digits."""
        told = f"{self.path}\n{self.begin}\n{self.end}\n{self.version}"
        return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def find_parts(sources: Sequence[str], size: int = PART_BYTES) -> list[Part]:
    """The parts of files and of the files in directories, in order. UsageError for a source that cannot be cut."""
    found: list[Part] = []
    for source in sources:
        path = Path(source)
        if path.is_dir():
            files = sorted({*find_files(path), *path.rglob(f"*{PARQUET}")})
        elif path.is_file():
            files = [path]
        else:
            raise UsageError(f"{source}: no such file or directory; on a cluster only files are read")
        for file in files:
            found += _parts_of(file.absolute(), size)
    return found


def _parts_of(path: Path, size: int) -> Iterable[Part]:
    status = path.stat()
    version = f"{status.st_size} {status.st_mtime_ns}"
    if path.suffix.lower() == PARQUET:
        return [Part(str(path), "parquet", i, i + 1, version) for i in range(_parquet(path).num_row_groups)]
    kind = kind_of_file(path)
    if kind not in ("lines", "archive"):
        raise UsageError(f"{path}: neither a web archive nor Parquet nor JSON Lines; read it without --engine ray")
    with path.open("rb") as file:
        packed = file.read(4).startswith(_PACKED)
    # Packed lines can be read only from their beginning; so can a plain archive, where a page may quote a record.
    whole = packed == (kind == "lines")
    length = status.st_size if whole else size
    starts = range(0, max(status.st_size, 1), max(length, 1))
    return [Part(str(path), kind, at, min(at + length, status.st_size), version) for at in starts]


def read_part(part: Part, limit_bytes: int, language: str | None) -> Iterator[Found | Failed]:
    """The items that begin in a part; what cannot be read of it is a Failed."""
    read = {"lines": _lines, "archive": _records, "parquet": _rows}[part.kind]
    try:
        yield from read(part, limit_bytes, language)
    except (OSError, EOFError, InputError, ValueError) as error:
        yield Failed(Item(part.path, f"{part.path}:{part.begin}", b""), "not_found", f"{part.path}: {error}", 0)


def _lines(part: Part, limit_bytes: int, language: str | None) -> Iterator[Found | Failed]:
    import gzip

    with Path(part.path).open("rb") as raw:
        packed = raw.read(2) == _PACKED[0]
        raw.seek(0)
        stream: Any = gzip.GzipFile(fileobj=raw) if packed else raw
        if part.begin:
            stream.seek(part.begin - 1)
            _pass_line(stream)
        at = stream.tell()
        while packed or at < part.end:
            line = next(iter(find_lines(stream, limit_bytes)), None)
            if line is None:
                return
            start, at = stream.tell() - line.size, stream.tell()
            if not packed and start >= part.end:
                return
            name = f"{part.path}:{start}"
            if line.data:
                yield Found(Item(part.path, name, line.data.strip(), "line", language=language))
            else:
                yield Failed(Item(part.path, name, b""), "too_large", f"{name}: larger than {limit_bytes:,} bytes")


def _pass_line(stream: Any) -> None:
    while (piece := stream.readline(1 << 20)) and not piece.endswith(b"\n"):
        pass


def _records(part: Part, limit_bytes: int, language: str | None) -> Iterator[Found | Failed]:
    path = Path(part.path)
    begin = first_record(path, part.begin) if part.begin else 0
    if begin is None or begin >= part.end:
        return
    for found in read_archive(path, limit_bytes, begin):
        if found.start >= part.end:
            return
        name = f"{part.path}:{found.start}"
        if isinstance(found, Broken):
            yield Failed(Item(part.path, name, b""), "broken_record", f"{name}: {found.reason}")
        else:
            page = Item(part.path, name, found.body, url=found.url, charset=found.charset, language=language)
            yield Found(msgspec.structs.replace(page, retrieved=found.date, archived=True))


def _rows(part: Part, limit_bytes: int, language: str | None) -> Iterator[Found | Failed]:
    file = _parquet(Path(part.path))
    known = [name for name in COLUMNS if name in file.schema_arrow.names]
    if not {"text", "html"} & set(known):
        raise NotAReportError(f"{part.path}: this Parquet file has neither a column text nor html")
    number = 0
    for group in range(part.begin, part.end):
        for batch in file.iter_batches(batch_size=64, row_groups=[group], columns=known):
            for row in batch.to_pylist():
                name, number = f"{part.path}:{group}.{number}", number + 1
                told = {key: _plain(value) for key, value in row.items() if value is not None}
                data = msgspec.json.encode(told)
                if len(data) > limit_bytes:
                    yield Failed(Item(part.path, name, b""), "too_large", f"{name}: larger than {limit_bytes:,} bytes")
                else:
                    yield Found(Item(part.path, name, data, "line", language=language))


def _plain(value: object) -> object:
    """Dates and times as ISO text, everything else as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _parquet(path: Path) -> Any:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise MissingLibraryError("Parquet needs pyarrow; install it with: pip install 'lagebild[ray]'") from error
    try:
        return pyarrow.parquet.ParquetFile(path)
    except (OSError, pyarrow.ArrowInvalid) as error:
        raise UsageError(f"{path}: no Parquet file: {error}") from error
