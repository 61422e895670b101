"""Alerts as an Atom feed in a file, newest first.

The file itself is the memory: it is read, the alert is put before the others, and it is written beside and renamed, so
that whoever fetches it never sees half a feed. An alert that is in it already is not put in again.
"""

from pathlib import Path
from xml.etree import ElementTree

from lagebild.errors import SinkError
from lagebild.exports.addresses import web_address
from lagebild.exports.atom import LONG_AGO, NAMESPACE, Entry, rfc3339, to_feed
from lagebild.sinks.alert_text import lines_of, subject_of
from lagebild.watches.model import Alert

LARGEST_FEED = 50_000_000  # bytes; two hundred alerts of thirty sources are some five million
_TAG = "{" + NAMESPACE + "}"


class FeedSink:
    """Keeps the newest `keep` alerts in a feed."""

    def __init__(self, path: Path, title: str, keep: int) -> None:
        self._path, self._title, self._keep = path, title, keep

    def send(self, alert: Alert) -> None:
        """Put an alert into the feed; SinkError where the file is no feed or cannot be written."""
        entries = self._read()
        entry = to_entry(alert)
        if any(old.id == entry.id for old in entries):
            return
        data = to_feed(f"urn:lagebild:feed:{self._path.name}", self._title, [entry, *entries][: self._keep])
        beside = self._path.with_name(self._path.name + ".new")
        try:
            beside.write_bytes(data)
            beside.replace(self._path)
        except OSError as error:
            raise SinkError(f"{self._path}: cannot be written ({error.strerror})") from error

    def _read(self) -> list[Entry]:
        try:
            if self._path.stat().st_size > LARGEST_FEED:
                raise SinkError(f"{self._path}: larger than {LARGEST_FEED:,} bytes; move it away and begin anew")
            root = ElementTree.fromstring(self._path.read_bytes())
        except FileNotFoundError:
            return []
        except (OSError, ElementTree.ParseError) as error:
            raise SinkError(f"{self._path}: cannot be read as a feed ({error}); move it away and begin anew") from error
        if root.tag != f"{_TAG}feed":
            raise SinkError(f"{self._path}: not an Atom feed, so it is not overwritten; name another file")
        return [_entry(element) for element in root.findall(f"{_TAG}entry")]


def to_entry(alert: Alert) -> Entry:
    """An alert as an entry; its links are the reports behind it."""
    links = (link for source in alert.sources for link in web_address(source.url) or ())
    return Entry(
        id=f"urn:lagebild:alert:{alert.id}",
        title=subject_of(alert),
        updated=rfc3339(alert.at) or LONG_AGO,
        lines=tuple(lines_of(alert)),
        author="Lagebild",
        categories=tuple(dict.fromkeys((alert.watch, *([alert.type] if alert.type else [])))),
        links=tuple(dict.fromkeys(links)),
    )


def _entry(element: ElementTree.Element) -> Entry:
    def text(tag: str) -> str:
        return element.findtext(f"{_TAG}{tag}") or ""

    return Entry(
        id=text("id"),
        title=text("title"),
        updated=text("updated") or LONG_AGO,
        lines=tuple(text("content").split("\n")),
        author=element.findtext(f"{_TAG}author/{_TAG}name") or "Lagebild",
        categories=tuple(c.get("term", "") for c in element.findall(f"{_TAG}category")),
        links=tuple(link.get("href", "") for link in element.findall(f"{_TAG}link")),
    )
