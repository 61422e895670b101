"""What every page and every answer of the API is made from, built once when the server starts."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Protocol, TypeVar, cast

from litestar.di import NamedDependency
from msgspec import Struct

from lagebild.errors import UsageError
from lagebild.knowledge.codes import Codes
from lagebild.knowledge.ontology import Ontology
from lagebild.knowledge.rule_source import RuleSource
from lagebild.knowledge.view_words import ViewWords
from lagebild.knowledge.web_words import WebWords
from lagebild.record import Page, Report
from lagebild.settings import Settings
from lagebild.situation.naming import Naming
from lagebild.store.store import Store
from lagebild.watches.vocabulary import Vocabulary
from lagebild.web.access import Access
from lagebild.web.pool import Pool

T = TypeVar("T")
KEPT = 64  # answers that took long and are kept as long as nothing new came


class Reads(Protocol):
    """What reads a page: `lagebild.app.Reader`."""

    def read(self, page: Page, language: str | None = None) -> Report: ...

    def made_by(self, report: Report) -> dict[str, object]: ...


class Knowledge(Struct, frozen=True):
    """Tables that pages are made with; what takes long to load comes as a function."""

    settings: Settings
    ontology: Ontology
    codes: Codes
    words: dict[str, WebWords]  # by language of the interface
    view_words: Callable[[str], ViewWords]
    vocabulary: Callable[[], Vocabulary]
    rules: Callable[[str], dict[str, RuleSource]]
    naming: Callable[[], Naming]


class Site:
    """The store, the reader, and what is known."""

    def __init__(
        self,
        pool: Pool,
        access: Access,
        knowledge: Knowledge,
        make_reader: Callable[[], Reads],
        *,
        author: str,
        fetch: Callable[[str], Page] | None = None,
    ) -> None:
        self.pool, self.access, self.knowledge, self.author = pool, access, knowledge, author
        self._make_reader, self._fetch = make_reader, fetch
        self._reader: Reads | None = None
        self._reading, self._keeping = Lock(), Lock()
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    @property
    def fetches(self) -> bool:
        """True where the pages may fetch an address."""
        return self._fetch is not None

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the interface."""
        return tuple(self.knowledge.words)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, for one request."""
        with self.pool.store() as store:
            yield store

    @contextmanager
    def reader(self) -> Iterator[Reads]:
        """The reader; one report is read at a time. Its models are loaded when it is first asked for."""
        with self._reading:
            self._reader = self._reader or self._make_reader()
            yield self._reader

    def fetch(self, address: str) -> Page:
        """The page at an address; UsageError where this server does not fetch."""
        if self._fetch is None:
            raise UsageError("this server fetches nothing; start it with --fetch, or paste the text")
        return self._fetch(address)

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made before under this key, or is made now; the key says of which state of the store it is."""
        with self._keeping:
            found = self._kept.get(key, _NOTHING)
        if found is _NOTHING:
            found = make()
            with self._keeping:
                self._kept[key] = found
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return cast(T, found)


Here = NamedDependency[Site]  # what a handler asks for
_NOTHING = object()
