"""JSON Lines: one report a line, as `lagebild read --jsonl` and `lagebild ingest` take it."""

import codecs
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from lagebild.errors import InputError, NotTextError
from lagebild.record import Page

T = TypeVar("T")


class Line(Struct, frozen=True):
    """One line of input; fields of other names are left alone."""

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    date: str | None = None  # another name of published
    language: str | None = None
    lang: str | None = None  # another name of language
    retrieved: str | None = None


class RawLine(Struct, frozen=True):
    """One line as it came; `number` counts from 1."""

    number: int
    data: bytes  # b"" where the line was too long to keep
    size: int  # bytes of input


class BadLineError(InputError):
    """A line is no JSON object, or a field has the wrong type."""


def find_lines(stream: BinaryIO, max_bytes: int, number: int = 0) -> Iterator[RawLine]:
    """The lines that hold something; one longer than the limit is skipped to its end, not kept.

    `number` is how many lines came before those of the stream.
    """
    while line := stream.readline(max_bytes + 2):
        number += 1
        size = len(line)
        if not line.endswith(b"\n") and size > max_bytes:
            while rest := stream.readline(max_bytes):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield RawLine(number, b"", size)
        elif line.strip():
            yield RawLine(number, line, size)


def decode_line(data: bytes, where: str) -> Line:
    """Decode a line; BadLineError names `where` and what is wrong."""
    try:
        return read_json(data, Line)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadLineError(f"{where}: not a JSON object of the expected shape: {error}") from error


def read_json(data: bytes, shape: type[T]) -> T:
    """Decode a line; half a surrogate pair, which broken scrapers leave, becomes U+FFFD as in any text."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if _ESCAPED_SURROGATE.search(data) is None:
        return msgspec.json.decode(data, type=shape)
    value = json.loads(data)
    if isinstance(value, dict):
        value = {key: _SURROGATE.sub("\ufffd", v) if isinstance(v, str) else v for key, v in value.items()}
    return msgspec.convert(value, shape)


def page_of_line(line: Line, name: str) -> Page:
    """The page of a line; `name` becomes its id. InputError where there is nothing to read in it."""
    if line.html is not None:
        from lagebild.fetch.html import read_html  # takes a third of a second to load, and --help needs none of it

        page = read_html(line.html, line.url)
    elif line.text is not None:
        page = Page(text=line.text)
    else:
        raise BadLineError(f"report {name}: neither 'text' nor 'html' is given")
    if not page.text.strip():
        raise NotTextError(f"report {name}: empty; there is nothing to read")
    published = line.published or line.date
    if published is not None and not is_iso_date(published):
        raise BadLineError(f"report {name}: published {published!r} is not a date; give it as 2024-03-05")
    return replace(
        page,
        id=name,
        url=line.url or page.url,
        title=line.title or page.title,
        publisher=line.publisher or page.publisher,
        published=published or page.published,
        retrieved=line.retrieved or page.retrieved,
    )


def is_iso_date(text: str) -> bool:
    """True for an ISO 8601 date or date-time."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
