"""Addresses, feeds and lists of feeds → items. Sites are asked in turn: waiting for one is time for the others."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from lagebild.errors import FetchError, InputError, kind_of
from lagebild.fetch.feeds import Entry, is_feed, is_opml, read_feed, read_opml
from lagebild.fetch.items import Expect, Failed, Found, Item, Mark, Memory, Passed, Step, Unchanged, item_hash
from lagebild.fetch.session import Answer, Session
from lagebild.fetch.web import check_status, check_type

MOST_FEEDS = 5000


class PageMark(Struct, frozen=True):
    """What a site said of a page when it was last fetched; sent back, so that an unchanged page is not sent again."""

    etag: str | None = None
    modified: str | None = None
    updated: str | None = None  # what the feed said of it


class Wanted(Struct, frozen=True):
    """A page to fetch, and what the feed that lists it says of it."""

    source: str
    url: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    updated: str | None = None
    listed: bool = False  # a feed lists it: fetched once, and again when the feed says that it was updated


class Remote:
    """Fetches for one run."""

    def __init__(self, session: Session, memory: Memory, limit_bytes: int, language: str | None) -> None:
        self._session, self._memory = session, memory
        self._limit, self._language = limit_bytes, language

    def read(self, sources: Sequence[str], saved: Sequence[tuple[str, bytes]] = ()) -> Iterator[Step]:
        """The items at addresses of pages, feeds and lists, and in feeds and lists that were saved as files."""
        pages: list[Wanted] = []
        last: list[Mark] = []
        for source, data in saved:
            yield from self._open(source, source, data, pages, last)
        for source in sources:
            yield Expect(1)
            yield from self._ask(Wanted(source, source), pages, last)
        yield from self._pages(pages, last)

    def again(self, wanted: Wanted) -> Iterator[Step]:
        """One address once more: a page, or a feed with its pages."""
        pages: list[Wanted] = []
        last: list[Mark] = []
        yield from self._ask(wanted, pages, last)
        yield from self._pages(pages, last)

    def _pages(self, pages: list[Wanted], last: list[Mark]) -> Iterator[Step]:
        yield Expect(len(pages))
        for wanted in self._by_turns(pages):
            yield from self._fetch(wanted)
        yield from last  # what a feed lists is dealt with: only now may the feed be passed over as unchanged

    def _ask(self, wanted: Wanted, pages: list[Wanted], last: list[Mark], in_list: bool = False) -> Iterator[Step]:
        """Fetch what was named; a feed's or list's entries are fetched afterwards."""
        answer, problem = self._get(wanted)
        if problem is not None:
            yield problem
        elif answer is None:
            yield Unchanged(wanted.url)
        elif in_list and is_opml(answer.body):
            yield _failed(wanted, FetchError(f"{wanted.url}: a list in a list; name it itself"))
        elif is_feed(answer.body) or is_opml(answer.body):
            yield Passed(1, _hash(wanted))
            last.append(_mark(wanted.url, answer, None))
            yield from self._open(wanted.url, answer.url, answer.body, pages, last)
        else:
            yield from self._page(wanted, answer)

    def _open(self, source: str, url: str, data: bytes, pages: list[Wanted], last: list[Mark]) -> Iterator[Step]:
        """Note the pages of a feed; ask for the feeds of a list."""
        try:
            if not is_opml(data):
                feed = read_feed(data, url)
                pages += [_wanted(source, feed.title, entry) for entry in feed.entries]
                return
            feeds = read_opml(data, source)[:MOST_FEEDS]
        except InputError as error:
            yield _failed(Wanted(source, source), error)
            return
        yield Expect(len(feeds))
        for address in feeds:
            yield from self._ask(Wanted(source, address), pages, last, in_list=True)

    def _fetch(self, wanted: Wanted) -> Iterator[Step]:
        mark = self._memory.get(_key(wanted.url), PageMark)
        if wanted.listed and mark is not None and mark.updated == wanted.updated:
            yield Unchanged(wanted.url)
            return
        answer, problem = self._get(wanted)
        if problem is not None:
            yield problem
        elif answer is None:
            yield Unchanged(wanted.url)
        else:
            yield from self._page(wanted, answer)

    def _page(self, wanted: Wanted, answer: Answer) -> Iterator[Step]:
        try:
            charset = check_type(answer)
        except InputError as error:
            yield _failed(wanted, error)
        else:
            yield Found(
                Item(
                    wanted.source,
                    wanted.url,
                    answer.body,
                    url=answer.url,
                    charset=charset,
                    title=wanted.title,
                    published=wanted.published,
                    publisher=wanted.publisher,
                    retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
                    language=self._language,
                    at=wanted.url,
                ),
                instead=_hash(wanted),
            )
        yield _mark(wanted.url, answer, wanted.updated)

    def _get(self, wanted: Wanted) -> tuple[Answer | None, Failed | None]:
        """The answer; None where the page has not changed since it was last dealt with."""
        mark = self._memory.get(_key(wanted.url), PageMark)
        conditions = {}
        if mark is not None and mark.etag:
            conditions["If-None-Match"] = mark.etag
        if mark is not None and mark.modified:
            conditions["If-Modified-Since"] = mark.modified
        try:
            answer = self._session.get(wanted.url, self._limit, conditions)
            if answer.status == 304 and conditions:
                return None, None
            check_status(answer)
        except InputError as error:
            return None, _failed(wanted, error)
        return answer, None

    def _by_turns(self, pages: list[Wanted]) -> Iterator[Wanted]:
        """All pages, always one of the site that may be asked soonest."""
        queues: dict[str, deque[Wanted]] = {}
        for page in {page.url: page for page in pages}.values():
            queues.setdefault(page.url.partition("://")[2].partition("/")[0].lower(), deque()).append(page)
        while queues:
            host = min(queues, key=lambda host: self._session.waits(queues[host][0].url))
            yield queues[host].popleft()
            if not queues[host]:
                del queues[host]


def _wanted(source: str, publisher: str | None, entry: Entry) -> Wanted:
    return Wanted(source, entry.url, entry.title, entry.published, publisher, entry.updated or entry.published, True)


def _failed(wanted: Wanted, error: InputError) -> Failed:
    item = Item(
        wanted.source,
        wanted.url,
        b"",
        title=wanted.title,
        publisher=wanted.publisher,
        published=wanted.published,
        at=wanted.url,
    )
    return Failed(item, kind_of(error), str(error))


def _hash(wanted: Wanted) -> int:
    """The hash under which a page lies in quarantine that could not be fetched."""
    return item_hash(Item(wanted.source, wanted.url, b"", at=wanted.url))


def _mark(url: str, answer: Answer, updated: str | None) -> Mark:
    return Mark(_key(url), PageMark(answer.headers.get("etag"), answer.headers.get("last-modified"), updated))


def _key(url: str) -> str:
    return f"page {url}"
