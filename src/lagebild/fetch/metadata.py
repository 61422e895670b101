"""What an HTML page says of itself."""

import re
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from lxml.html import HtmlElement
from msgspec import Struct
from trafilatura import metadata as extractor
from trafilatura.settings import Document

from lagebild.fetch.visible import Collected


class Metadata(Struct, frozen=True):
    """What a page says of itself."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


def find_metadata(tree: HtmlElement | None, collected: Collected, url: str | None) -> Metadata:
    """Read metadata from the page's head, completed by the extractor where the head is silent."""
    metas = collected.metas
    canonical = collected.canonical or metas.get("og:url") or ""
    title, published = _first(metas.get("og:title")), _published(metas)
    site = _first(metas.get("og:site_name"), metas.get("application-name"))
    if tree is not None and not (title and site and published):
        with suppress(Exception):  # whatever a hostile page does to the extractor, the page is still read without it
            document = _describe(tree, url, day=not published)
            title = title or _first(document.title)
            site = site or _first(document.sitename)
            published = published or _with_hour(document.date, collected.times)
    return Metadata(
        title=title or _first(collected.title),
        # A Twitter handle or an address is no name.
        publisher=None if site is None or site.startswith("@") or "://" in site else site,
        published=published,
        language=_language(collected, metas),
        url=_address(canonical, url),
    )


def _describe(tree: HtmlElement, url: str | None, day: bool) -> Document:
    """What trafilatura's `extract_metadata` finds, without authors, tags and licences, which take most of its time."""
    found: Document = extractor.examine_meta(tree)
    with suppress(Exception):  # JSON-LD is written by hand, and what reads it is easily upset
        found = extractor.extract_meta_json(tree, found)
    found.title = found.title or extractor.extract_title(tree)
    found.url = found.url or extractor.extract_url(tree, url)
    found.sitename = _site(found.sitename or extractor.extract_sitename(tree), found.url)
    if day:
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


def _first(*candidates: str | None) -> str | None:
    for candidate in candidates:
        text = " ".join((candidate or "").split())
        if text:
            return text
    return None


def _published(metas: dict[str, str]) -> str | None:
    return next((m.group() for name in _PUBLISHED if (m := _ISO.match(metas.get(name, "").strip()))), None)


def _with_hour(day: str | None, times: list[str]) -> str | None:
    """The extractor gives a day; a <time> of that day gives the hour too."""
    if not day:
        return None
    return next((m.group() for t in times if (m := _ISO.match(t.strip())) and m.group().startswith(day)), day)


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
