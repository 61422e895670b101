"""Files and directories → items: pages, JSON Lines, web archives; each read on from where an earlier run left it."""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from lagebild.errors import InputError, NotFoundError, kind_of
from lagebild.fetch.feeds import is_feed, is_opml
from lagebild.fetch.files import file_content
from lagebild.fetch.items import Failed, Found, Item, Mark, Memory, Passed, Step, Unchanged, as_text, item_hash
from lagebild.fetch.json_lines import BadLineError, find_lines, read_json
from lagebild.fetch.warc import Broken, is_archive, read_archive

SUFFIXES = (
    ".txt", ".html", ".htm", ".xhtml", ".md", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz",
    ".warc", ".warc.gz", ".warc.zst",
)  # fmt: skip
HEAD = 4096  # bytes by which a file that has grown is known to be the same
EVERY = 100  # lines or records after which the place is marked

Kind = Literal["page", "lines", "archive", "feed", "list"]


class FileMark(Struct, frozen=True):
    """How far a file was read, and by what it is known again."""

    size: int
    modified: int  # nanoseconds
    offset: int = 0  # byte at which to read on; in a compressed file of lines, of what is in it
    line: int = 0  # lines before it
    head: str = ""  # hash of its first bytes
    done: bool = True


def find_files(folder: Path) -> Iterator[Path]:
    """The files under a folder that may hold reports, by name; hidden ones and links out of it are passed over."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            wanted = not name.startswith(".") and name.lower().endswith(SUFFIXES)
            if wanted and path.is_file() and not path.is_symlink():  # a pipe nobody writes to would be read for ever
                yield path


def kind_of_file(path: Path) -> Kind:
    """What a file holds, by looking at it. InputError where it cannot be opened."""
    try:
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError as error:
        raise NotFoundError(f"{path}: cannot be opened ({error.strerror or error}); check the path") from error
    name = path.name.lower()
    if is_archive(head, name):
        return "archive"
    if name.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")) or _begins_with_line(head):
        return "lines"
    if is_opml(head):
        return "list"
    return "feed" if is_feed(head) else "page"


def read_local(path: Path, source: str, memory: Memory, limit_bytes: int, language: str | None) -> Iterator[Step]:
    """The items of one file; what an earlier run dealt with is passed over. It is marked as far as it is read."""
    key = f"file {path.absolute()}"
    source = as_text(source)
    try:
        status = path.stat()
        mark = memory.get(key, FileMark)
        same = mark is not None and (mark.size, mark.modified) == (status.st_size, status.st_mtime_ns)
        if mark is not None and same and mark.done:
            yield Unchanged(str(path), status.st_size)
            return
        kind = kind_of_file(path)
        fresh = FileMark(status.st_size, status.st_mtime_ns)
        if kind == "lines":
            yield from _read_lines(path, source, key, _place(path, mark, fresh), limit_bytes, language)
        elif kind == "archive":
            yield from _read_records(path, source, key, _place(path, mark, fresh), limit_bytes, language)
        else:
            data = file_content(path, limit_bytes)
            where = _where(source, path)
            item = replace(where, data=data, id=as_text(path.stem), language=language)
            yield Found(item, status.st_size, item_hash(where))
            yield Mark(key, fresh)
    except (OSError, EOFError, zlib.error) as error:
        reason = f"{path}: cannot be read ({getattr(error, 'strerror', None) or error}); check the file"
        yield Failed(_where(source, path), "not_found", reason, 0)
    except InputError as error:
        yield Failed(_where(source, path), kind_of(error), str(error), 0)


def _where(source: str, path: Path) -> Item:
    """An item known by its path; one whose name is no text cannot be found by it again."""
    name = str(path.absolute())
    return Item(source, as_text(str(path)), b"", at=name if name == as_text(name) else None)


def _place(path: Path, mark: FileMark | None, fresh: FileMark) -> FileMark:
    """Where to begin: after what was read before, if this is the same file, only longer or not read to its end."""
    with path.open("rb") as file:
        head = hashlib.sha256(file.read(HEAD)).hexdigest()[:16]
        known = mark is not None and mark.offset <= mark.size <= fresh.size and mark.head == head
        shorter = mark is not None and mark.size < HEAD
        if mark is not None and shorter:  # it was shorter than what is hashed: compare as much as there was
            file.seek(0)
            known = hashlib.sha256(file.read(mark.size)).hexdigest()[:16] == mark.head
    grown = mark is not None and (not mark.done or fresh.size > mark.size)
    offset, line = (mark.offset, mark.line) if mark is not None and known and grown else (0, 0)
    return FileMark(fresh.size, fresh.modified, offset, line, head, False)


def _read_lines(
    path: Path, source: str, key: str, mark: FileMark, limit_bytes: int, language: str | None
) -> Iterator[Step]:
    with ExitStack() as stack:
        raw = stack.enter_context(path.open("rb"))
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        stream = cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=raw))) if packed else raw
        if not packed:
            stream.seek(mark.offset)
            yield Passed(mark.offset)
        shown, end, line = raw.tell(), mark.offset, 0 if packed else mark.line
        for found in find_lines(stream, limit_bytes, line):
            size, shown = raw.tell() - shown if packed else found.size, raw.tell()
            yield _line_step(path, source, found.number, found.data, size, limit_bytes, language)
            line = found.number
            # A last line without an end may still be being written: it is read again when the file has grown.
            end = 0 if packed else stream.tell() - (0 if found.data[-1:] in (b"\n", b"") else found.size)
            if line % EVERY == 0 and not packed:
                yield Mark(key, _moved(mark, end, line))
        yield Mark(key, FileMark(mark.size, mark.modified, end, line, mark.head))


def _line_step(
    path: Path, source: str, number: int, data: bytes, size: float, limit_bytes: int, language: str | None
) -> Step:
    name = f"{as_text(str(path))}:{number}"
    if not data:
        reason = f"{name}: larger than the limit of {limit_bytes:,} bytes; raise max_bytes or split the text"
        return Failed(Item(source, name, b""), "too_large", reason, size)
    return Found(Item(source, name, data.strip(), "line", language=language), size)


def _read_records(
    path: Path, source: str, key: str, mark: FileMark, limit_bytes: int, language: str | None
) -> Iterator[Step]:
    at = mark.offset
    yield Passed(at)
    for count, found in enumerate(read_archive(path, limit_bytes, at), 1):
        size, at = max(0, found.start - at), max(at, found.start)
        name = f"{as_text(str(path))}:{found.start}"
        if isinstance(found, Broken):
            yield Failed(Item(source, name, b""), "broken_record", f"{name}: {found.reason}", size)
            continue
        yield Found(
            Item(
                source,
                name,
                found.body,
                url=found.url,
                charset=found.charset,
                retrieved=found.date,
                language=language,
                archived=True,
            ),
            size,
        )
        if count % EVERY == 0:
            yield Mark(key, _moved(mark, found.start, 0))
    yield Passed(max(0, mark.size - at))
    yield Mark(key, FileMark(mark.size, mark.modified, at, 0, mark.head))


def _moved(mark: FileMark, offset: int, line: int) -> FileMark:
    return FileMark(mark.size, mark.modified, offset, line, mark.head, False)


def _begins_with_line(head: bytes) -> bool:
    """True for a JSON object on the first line that could be a report: a page that begins with a brace is none."""
    first = head.lstrip(b"\xef\xbb\xbf \r\n\t").partition(b"\n")[0]
    if not first.startswith(b"{"):
        return False
    if len(first) >= 8000:  # the line is longer than what was looked at
        return b'"text"' in first or b'"html"' in first
    try:
        found = read_json(first, dict)
    except (ValueError, BadLineError):
        return False
    return "text" in found or "html" in found
