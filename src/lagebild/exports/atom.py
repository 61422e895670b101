"""Atom (RFC 4287): a feed with one entry for each report and what is claimed in it; and the making of any feed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from xml.etree import ElementTree

from msgspec import Struct

from lagebild.exports.addresses import web_address
from lagebild.exports.facts import Told, report_key
from lagebild.exports.told_as_text import details_of, headline_of
from lagebild.stories.days import moment_of
from lagebild.view.contract import ReportObject
from lagebild.view.phrases import flat

NAMESPACE = "http://www.w3.org/2005/Atom"
LONG_AGO = "1970-01-01T00:00:00Z"  # where no moment is known: an entry must have one


class Entry(Struct, frozen=True):
    """One entry of a feed; `lines` are its text."""

    id: str
    title: str
    updated: str  # RFC 3339
    lines: tuple[str, ...]
    author: str
    categories: tuple[str, ...] = ()
    links: tuple[str, ...] = ()  # the first is what the entry is about, the others are related
    published: str | None = None


def to_atom(records: Iterable[ReportObject]) -> Iterator[bytes]:
    """The reports as one feed, newest first; all must be read before its head can say when it was updated."""
    entries = sorted((_entry(record) for record in records), key=lambda entry: entry.updated, reverse=True)
    yield to_feed("urn:lagebild:feed:reports", "Lagebild: reports", entries)


def to_feed(identity: str, title: str, entries: Sequence[Entry]) -> bytes:
    """A feed of these entries in this order, in UTF-8."""
    feed = ElementTree.Element("feed", xmlns=NAMESPACE)
    _add(feed, "id", identity)
    _add(feed, "title", title)
    _add(feed, "updated", max((entry.updated for entry in entries), default=LONG_AGO))
    _add(feed, "generator", "Lagebild")
    for entry in entries:
        _add_entry(feed, entry)
    ElementTree.indent(feed)
    text: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def rfc3339(text: str | None) -> str | None:
    """An ISO date or date-time as Atom wants it: with seconds and zone (UTC where none is given)."""
    moment = moment_of(text)
    if moment is None:
        return None
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _entry(record: ReportObject) -> Entry:
    told = [Told(event, record) for event in record.events or ()]
    published = rfc3339(record.published)
    return Entry(
        id=f"urn:lagebild:report:{report_key(record)}",
        title=record.title or record.id or "untitled",
        updated=published or rfc3339(record.retrieved) or LONG_AGO,
        lines=tuple(line for one in told for line in (headline_of(one), f"    {details_of(one)}")),
        author=record.publisher or "unknown",
        categories=tuple(dict.fromkeys(one.event.type for one in told)),
        links=tuple(web_address(record.url) or ()),
        published=published,
    )


def _add_entry(feed: ElementTree.Element, entry: Entry) -> None:
    element = ElementTree.SubElement(feed, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", entry.updated)
    if entry.published:
        _add(element, "published", entry.published)
    _add(ElementTree.SubElement(element, "author"), "name", entry.author)
    for number, link in enumerate(entry.links):
        ElementTree.SubElement(element, "link", rel="related" if number else "alternate", href=link)
    for category in entry.categories:
        ElementTree.SubElement(element, "category", term=flat(category))
    content = ElementTree.SubElement(element, "content", type="text")
    content.text = "\n".join(_readable(line) for line in entry.lines)


def _add(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = flat(text)


def _readable(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip(" "))]
    return indent + flat(line)
