"""What an HTML page says of itself, and which of its text is the article."""

import logging
import re
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

import trafilatura
from htmldate import find_date
from lxml.html import HtmlElement
from msgspec import Struct
from trafilatura import metadata as extractor
from trafilatura.settings import Document

from lagebild.fetch.visible import Collected

LARGEST_FOR_EXTRACTION = 3_000_000  # characters; trafilatura needs seconds a megabyte, and no report is that long
DEEPEST_FOR_EXTRACTION = 400  # nested elements; the extractor walks its tree by recursion


class Extraction(Struct, frozen=True):
    """Main text and metadata of a page."""

    text: str = ""
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


def find_metadata(html: str, collected: Collected, url: str | None) -> Extraction:
    """Read metadata from the page's head, completed by the extractor where the head is silent."""
    metas = collected.metas
    canonical = collected.canonical or metas.get("og:url") or ""
    text, document = _extract(html, url)
    return Extraction(
        text=text,
        title=_first(metas.get("og:title"), document.title, collected.title),
        publisher=_publisher(metas, document.sitename),
        published=_published(metas, collected.times, document.date),
        language=_language(collected, metas),
        url=_address(canonical, url),
    )


def _extract(html: str, url: str | None) -> tuple[str, Document]:
    """The article's text; title, site and day as the extractor finds them. Empty where a page is too much."""
    if len(html) > LARGEST_FOR_EXTRACTION or _deepest(html) > DEEPEST_FOR_EXTRACTION:
        return "", Document()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # odd pages are our notes, not its warnings
    try:
        tree = trafilatura.load_html(html)
        if tree is None:
            return "", Document()
        document = _describe(tree, url)
        found = trafilatura.bare_extraction(tree, url=url or document.url, include_comments=False, include_tables=True)
    except Exception:  # whatever a hostile page does to the extractor, the page is still read without it
        return "", Document()
    return (found.text or "", document) if isinstance(found, Document) else ("", Document())


def _describe(tree: HtmlElement, url: str | None) -> Document:
    """What trafilatura's `extract_metadata` finds, without authors, tags and licences, which take most of its time."""
    found: Document = extractor.examine_meta(tree)
    with suppress(Exception):  # JSON-LD is written by hand, and what reads it is easily upset
        found = extractor.extract_meta_json(tree, found)
    found.title = found.title or extractor.extract_title(tree)
    found.url = found.url or extractor.extract_url(tree, url)
    found.sitename = _site(found.sitename or extractor.extract_sitename(tree), found.url)
    found.date = find_date(tree, url=found.url, extensive_search=False, original_date=True)
    return found


def _site(name: str | None, url: str | None) -> str | None:
    """The name of a site without the @ of its account there; else its host."""
    name = (name or "").lstrip("@")
    if name:
        return name if "." in name or name[0].isupper() else name.title()
    host = ""
    with suppress(ValueError):
        host = urlsplit(url or "").netloc
    return host.removeprefix("www.") or None


def _deepest(html: str) -> int:
    """Roughly how deep elements nest: extractors walk trees by recursion."""
    depth = deepest = 0
    for match in _CONTAINER.finditer(html):
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _first(*candidates: str | None) -> str | None:
    for candidate in candidates:
        text = " ".join((candidate or "").split())
        if text:
            return text
    return None


def _publisher(metas: dict[str, str], sitename: str | None) -> str | None:
    name = _first(metas.get("og:site_name"), metas.get("application-name"), sitename)
    # A Twitter handle or an address is no name.
    return None if name is None or name.startswith("@") or "://" in name else name


def _published(metas: dict[str, str], times: list[str], found: str | None) -> str | None:
    for name in _PUBLISHED:
        if match := _ISO.match(metas.get(name, "").strip()):
            return match.group()
    if found:
        # The extractor gives a day; a <time> of that day gives the hour too.
        return next((m.group() for t in times if (m := _ISO.match(t.strip())) and m.group().startswith(found)), found)
    return None


def _language(collected: Collected, metas: dict[str, str]) -> str | None:
    for declared in (collected.language, metas.get("content-language"), metas.get("og:locale")):
        if declared and (match := _LANGUAGE.match(declared.strip())):
            return match.group(1).lower()
    return None


def _address(canonical: str, url: str | None) -> str | None:
    address = urljoin(url, canonical) if url and canonical else canonical
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "pubdate",
    "last-modified-date",
)
_ISO = re.compile(
    r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?$")
_CONTAINER = re.compile(
    r"<(/?)(?:div|span|table|ul|ol|section|article|b|i|em|strong|font|blockquote|center)\b", re.IGNORECASE
)
