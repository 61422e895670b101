"""RSS, Atom and RDF feeds → the addresses that they list; OPML → the feeds that it lists.

Nothing outside is loaded while reading them, and entities are not expanded.
"""

import io
import re
from datetime import UTC, datetime
from time import struct_time
from urllib.parse import urljoin

import feedparser
from lxml import etree
from msgspec import Struct

from lagebild.errors import NotAReportError

MOST_ENTRIES = 2000  # of one feed or list; real ones have 10 to 300
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
_OPML = re.compile(rb"\s*(?:<\?[^>]{0,500}>\s*|<!--[\s\S]{0,2000}?-->\s*)*<opml\b", re.IGNORECASE)
_FEED = re.compile(
    rb"\s*(?:<\?[^>]{0,500}>\s*|<!--[\s\S]{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,300}>\s*)*<(?:rss|feed|rdf:RDF)(?=[\s>/])",
    re.IGNORECASE,
)


class Entry(Struct, frozen=True):
    """One report that a feed lists; times are ISO 8601 in UTC."""

    url: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None


class Feed(Struct, frozen=True):
    """A feed's name and what it lists, in its order."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]


def is_feed(data: bytes) -> bool:
    """True if bytes begin as a feed."""
    return bool(_FEED.match(_bare(data)))


def is_opml(data: bytes) -> bool:
    """True if bytes begin as an OPML list."""
    return bool(_OPML.match(_bare(data)))


def read_feed(data: bytes, url: str) -> Feed:
    """Read a feed found at `url`; NotAReportError where nothing in it can be read."""
    if _ENTITY.search(data[:65536]):
        raise NotAReportError(f"{url}: a feed that defines entities of its own is not read")
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries and parsed.bozo:
        raise NotAReportError(f"{url}: cannot be read as a feed ({parsed.get('bozo_exception')!s:.200})")
    entries = []
    for found in parsed.entries[:MOST_ENTRIES]:
        link = str(found.get("link") or "").strip()
        if link:
            entries.append(
                Entry(
                    urljoin(url, link),
                    _text(found.get("title")),
                    _time(found.get("published_parsed")),
                    _time(found.get("updated_parsed")) if "updated_parsed" in found else None,
                )
            )
    language = str(parsed.feed.get("language") or "").partition("-")[0].strip().lower()
    return Feed(_text(parsed.feed.get("title")), language if len(language) == 2 else None, tuple(entries))


def read_opml(data: bytes, where: str) -> tuple[str, ...]:
    """The addresses of the feeds in an OPML list, each once; NotAReportError where it cannot be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAReportError(f"{where}: cannot be read as an OPML list ({error})") from error
    if root is None:
        raise NotAReportError(f"{where}: cannot be read as an OPML list")
    named = (
        value.strip()
        for outline in root.iter("outline")
        for name, value in outline.attrib.items()
        if name.lower() == "xmlurl" and value.strip()
    )
    return tuple(dict.fromkeys(named))[:MOST_ENTRIES]


def _bare(data: bytes) -> bytes:
    return data[:8192].removeprefix(b"\xef\xbb\xbf")


def _text(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None


def _time(value: object) -> str | None:
    if not isinstance(value, struct_time):
        return None
    try:
        return datetime(*value[:6], tzinfo=UTC).isoformat(timespec="seconds")
    except ValueError:
        return None
