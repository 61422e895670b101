"""Web archives (WARC, plain, gzip or zstd): the HTML pages in them, as crawlers such as Common Crawl's store them.

Every record is a member of its own in the compressed file, so that reading can go on anywhere: where an earlier run
was stopped, and after a member that is broken.
"""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from fastwarc.stream_io import ChunkedReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from msgspec import Struct

MAGIC = {b"\x1f\x8b\x08": "gzip", b"\x28\xb5\x2f\xfd": "zstd", b"WARC/1.": "plain"}
SKIPPABLE = b"\x2a\x4d\x18"  # of a zstd frame without data, such as the dictionary at the head of some archives
_HTML = ("text/html", "application/xhtml+xml")
_SCAN = 1 << 20


class Archived(Struct, frozen=True):
    """One page of an archive; `start` is the byte in the file at which its record begins."""

    start: int
    url: str
    date: str | None  # when it was fetched
    charset: str | None
    body: bytes


class Broken(Struct, frozen=True):
    """A record that cannot be read."""

    start: int
    reason: str


def is_archive(head: bytes, name: str) -> bool:
    """True if a file that begins like this, and bears this name, is a web archive."""
    if head.startswith(b"WARC/1."):
        return True
    compressed = head.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd")) or head[1:4] == SKIPPABLE
    return compressed and ".warc" in name.lower()


def read_archive(path: Path, limit_bytes: int, start: int = 0) -> Iterator[Archived | Broken]:
    """The HTML pages of an archive from a record's beginning on; OSError where the file cannot be opened."""
    with path.open("rb") as file:
        magic = _magic(file)
        at: int | None = start
        while at is not None:
            file.seek(at)
            last = at
            try:
                for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
                    last = record.stream_pos
                    found = _page_in(record, limit_bytes)
                    if found is not None:
                        yield found
                return
            except (OSError, ValueError, RuntimeError) as error:
                # The record after `last`, or the bytes at `at` themselves, are damaged: go on at the next that is not.
                bad = last if last > at or at == start else at
                yield Broken(bad, f"the archive is damaged after byte {bad:,} ({error})")
                at = _next_record(file, bad + 1, magic, seen=last)


def first_record(path: Path, after: int) -> int | None:
    """The byte at which the first record begins that does so at `after` or behind; None where there is none."""
    with path.open("rb") as file:
        return _next_record(file, after, _magic(file), seen=-1)


def _page_in(record: WarcRecord, limit_bytes: int) -> Archived | Broken | None:
    """The page of a record; None where it is none, or an error page."""
    headers = record.http_headers if record.is_http and record.is_http_parsed else None
    if headers is None or headers.status_code != 200 or (record.http_content_type or "").lower() not in _HTML:
        return None
    url, length = record.headers.get("WARC-Target-URI") or "", record.content_length
    if length > limit_bytes:
        return Broken(record.stream_pos, f"{url}: larger than the limit of {limit_bytes:,} bytes; raise max_bytes")
    data = record.reader.read(limit_bytes + 1)
    if len(data) < length:
        return Broken(record.stream_pos, f"{url}: cut off after {len(data):,} of {length:,} bytes")
    try:
        body = _decoded(data, headers.get("Transfer-Encoding"), headers.get("Content-Encoding"), limit_bytes)
    except (OSError, ValueError, zlib.error) as error:
        return Broken(record.stream_pos, f"{url}: {error}")
    date = record.record_date.isoformat(timespec="seconds") if record.headers.get("WARC-Date") else None
    return Archived(record.stream_pos, url.strip("<> "), date, record.http_charset, body)


def _decoded(data: bytes, transfer: str | None, content: str | None, limit_bytes: int) -> bytes:
    """The page without the codings of HTTP; crawlers undo them, some archives keep them. Bounded as it grows."""
    if "chunked" in (transfer or "").lower():
        data = ChunkedReader(io.BytesIO(data)).read(limit_bytes + 1)
    coding = (content or "identity").strip().lower()
    if coding in ("gzip", "x-gzip", "deflate") and not data.lstrip().startswith(b"<"):
        unpacker = zlib.decompressobj(-15 if coding == "deflate" and data[:1] != b"\x78" else 47)
        data = unpacker.decompress(data, limit_bytes + 1)
    elif coding not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise ValueError(f"coded as {coding}, which is not read")
    if len(data) > limit_bytes:
        raise ValueError(f"larger than the limit of {limit_bytes:,} bytes; raise max_bytes")
    return data


def _magic(file: BinaryIO) -> bytes:
    head = file.read(8)
    return next((magic for magic in MAGIC if head.startswith(magic)), b"\x28\xb5\x2f\xfd")


def _next_record(file: BinaryIO, after: int, magic: bytes, seen: int) -> int | None:
    """Where the next record begins that can be read; None where there is none. Records up to `seen` are past."""
    at = after
    while True:
        file.seek(at)
        window = file.read(_SCAN + len(magic))
        offset = window.find(magic)
        if offset < 0:
            if len(window) < _SCAN:
                return None
            at += _SCAN
            continue
        at += offset
        file.seek(at)
        try:
            first = next(iter(ArchiveIterator(file, parse_http=False)), None)
        except (OSError, ValueError, RuntimeError):
            first = None
        if first is not None and at > seen:
            return at
        at += 1
