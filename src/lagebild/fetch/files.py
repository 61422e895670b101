"""Bytes and files → Page. What they hold is decided by looking at them, not by their name."""

import re
from pathlib import Path

import msgspec
from msgspec.structs import replace

from lagebild.errors import InputError, NotAReportError, NotFoundError, NotTextError, TooLargeError
from lagebild.fetch.decoding import decode_bytes
from lagebild.record import Page


def read_file(path: str | Path, limit_bytes: int) -> Page:
    """Read one file; its name without suffix becomes the page's id."""
    path = Path(path)
    return read_bytes(file_content(path, limit_bytes), path.stem, where=str(path))


def read_bytes(
    data: bytes, id: str = "", *, url: str | None = None, charset: str | None = None, where: str | None = None
) -> Page:
    """Make a page of bytes; `charset` is what the server declared, `where` is named in errors."""
    where = where or id or url or "input"
    refuse_binary(data, where)
    text = decode_bytes(data, charset)
    if not text.strip():
        raise NotTextError(f"{where}: empty; there is nothing to read")
    if _is_json(text):
        raise NotAReportError(f"{where}: this is JSON, not a report; if every line is a report, add --jsonl")
    if _FEED.match(text):
        raise NotAReportError(f"{where}: this is a feed, not a report; read the addresses that it lists")
    if looks_like_html(text):
        from lagebild.fetch.html import read_html  # takes a third of a second to load, and plain text needs none of it

        return replace(read_html(text, url), id=id)
    return Page(text=text, id=id, url=url)


def _is_json(text: str) -> bool:
    """True for one JSON value or one a line; "[Reuters] Oslo" and other prose in brackets is none."""
    first = text.lstrip().partition("\n")[0].rstrip()
    return any(part[:1] in ("{", "[") and _parses(part) for part in (first, text.strip()) if len(part) > 1)


def _parses(text: str) -> bool:
    try:
        msgspec.json.decode(text.encode("utf-8", errors="replace"))
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def looks_like_html(text: str) -> bool:
    """True if text begins as an HTML document or fragment; a tag somewhere in prose does not make it one."""
    head = text[:4096]
    if _DOCUMENT.match(head):
        return True
    return bool(_FRAGMENT.match(head)) and len(_CLOSING.findall(text[:65536])) >= 2


def refuse_binary(data: bytes, where: str) -> None:
    """Raise NotTextError for anything that is no text, naming what it seems to be."""
    if not data.strip(b"\x00\t\n\r "):
        raise NotTextError(f"{where}: empty; there is nothing to read")
    for magic, name, advice in _FORMATS:
        if data.startswith(magic):
            raise NotTextError(f"{where}: {name}, not text; {advice}")
    if data[4:12] in (b"ftypavif", b"ftypheic", b"ftypmp42", b"ftypisom"):
        raise NotTextError(f"{where}: a picture or film, not text; give the report's text or HTML page")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return  # UTF-16 or UTF-32, where NUL bytes are letters' halves
    head = data[:65536]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) * 2 > 0.6 * len(head) and min(odd, even) * 2 < 0.1 * len(head):
        return  # UTF-16 without mark
    control = sum(head.count(c) for c in _CONTROL)
    if b"\x00" in data or control > 0.01 * len(head):
        raise NotTextError(f"{where}: binary data, not text; give the report as a text file or HTML page")


def file_content(path: Path, limit_bytes: int) -> bytes:
    """The bytes of a file, read no further than the limit."""
    try:
        if path.is_dir():
            raise InputError(f"{path}: a directory; name the files in it, for example {path}/*.html")
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    except FileNotFoundError as error:
        raise NotFoundError(f"{path}: no such file; check the path") from error
    except PermissionError as error:
        raise InputError(f"{path}: may not be read; check its permissions") from error
    except (OSError, ValueError) as error:
        raise NotFoundError(f"{path!s:.200}: cannot be opened ({error}); check the path") from error
    if len(data) > limit_bytes:
        raise TooLargeError(
            f"{path}: larger than the limit of {limit_bytes:,} bytes; raise max_bytes or split the file"
        )
    return data


_GIVE_TEXT = "give the report's text or HTML page"
_FORMATS = (
    (b"%PDF-", "a PDF document", "convert it first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or Office document", "unpack it, or save the document as plain text"),
    (b"\x1f\x8b", "gzip-compressed data", "unpack it first with gunzip"),
    (b"BZh", "bzip2-compressed data", "unpack it first with bunzip2"),
    (b"\xfd7zXZ\x00", "xz-compressed data", "unpack it first with unxz"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data", "unpack it first with unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as plain text"),
    (b"{\\rtf", "a rich-text document", "save it as plain text"),
    (b"\x89PNG", "a PNG picture", _GIVE_TEXT),
    (b"\xff\xd8\xff", "a JPEG picture", _GIVE_TEXT),
    (b"GIF8", "a GIF picture", _GIVE_TEXT),
    (b"RIFF", "a picture, sound or film", _GIVE_TEXT),
    (b"II*\x00", "a TIFF picture", _GIVE_TEXT),
    (b"ID3", "a sound file", _GIVE_TEXT),
    (b"OggS", "a sound file", _GIVE_TEXT),
    (b"SQLite format 3", "an SQLite database", _GIVE_TEXT),
    (b"\x7fELF", "a program", _GIVE_TEXT),
)
_CONTROL = bytes(c for c in range(1, 32) if c not in b"\t\n\r\x0b\x0c\x1a\x1b")

_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I
)
_FRAGMENT = re.compile(
    r"\s*<(?:article|main|div|section|header|h[1-6]|p|meta|title|table|ul|figure|span|script|style|link|nav)\b", re.I
)
_CLOSING = re.compile(r"</(?:p|div|article|section|h[1-6]|span|a|li|main|body|figure)\s*>", re.I)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*|<\?[^>]{0,500}>\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b",
    re.I,
)
