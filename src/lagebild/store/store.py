"""The store: one place where everything that lasts is kept, opened by a path or an address."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lagebild.errors import StoreError
from lagebild.store.database import Database
from lagebild.store.events import EventIndex
from lagebild.store.index import StoreIndex
from lagebild.store.marks import Marks
from lagebild.store.migrations import find_migrations, migrate, version_of
from lagebild.store.postgres import PostgresDatabase
from lagebild.store.quarantine import Quarantine
from lagebild.store.reports import Reports
from lagebild.store.sqlite import SqliteDatabase
from lagebild.store.terms import count, index_all, sum_up_parties
from lagebild.store.verdicts import Verdicts, corrected
from lagebild.store.watches import Watches

_ADDRESS = re.compile(r"postgres(?:ql)?://", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{1,20}://")


class Store:
    """Reports, claims and judgements, events, quarantine, marks and watches over one connection."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.reports = Reports(database)
        self.index = StoreIndex(database)
        self.quarantine = Quarantine(database)
        self.marks = Marks(database)
        self.watches = Watches(database)
        self.events = EventIndex(database)
        self.verdicts = Verdicts(database)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is done inside is kept as a whole or not at all."""
        try:
            with self.database.transaction(), self.index.holding():
                yield
        except BaseException:
            self.index.forget()
            raise

    def close(self) -> None:
        """Close the connection."""
        self.database.close()


@contextmanager
def open_store(where: str, *, create: bool = True) -> Iterator[Store]:
    """Open a store, bring its schema up to date, and close it at the end.

    `where` is the path of an SQLite file or a postgresql:// address. StoreError says why it cannot be opened;
    without `create` also where there is no store yet.
    """
    database = connect(where, create=create)
    try:
        if not create and version_of(database) == 0:
            raise StoreError(f"{database.place}: there is no store here yet; fill one: lagebild ingest FILE …")
        bring_up_to_date(database)
        yield Store(database)
    finally:
        database.close()


def bring_up_to_date(database: Database) -> None:
    """Bring the schema up to date, and fill what a step of it brings that is made from what is stored already."""
    if version_of(database) == find_migrations()[-1].number:
        return
    with database.transaction():
        done = migrate(database)
        if "0004_events" in done:
            index_all(database)
        elif "0005_party_sums" in done:
            sum_up_parties(database)
            _follow_judgements(database)


def _follow_judgements(database: Database) -> None:
    """Let the sums follow what was judged before they did."""
    verdicts = Verdicts(database)
    judged = dict.fromkeys(verdict.claim for verdict in verdicts.each())
    holding = verdicts.of_claims(judged)
    told = StoreIndex(database).claims(holding)
    count(database, told, gone=True)
    count(database, corrected(told, holding))


def connect(where: str, *, create: bool = True) -> Database:
    """The database at a path or address, as it is."""
    if _ADDRESS.match(where):
        return PostgresDatabase(where)
    if _SCHEME.match(where):
        raise StoreError(
            f"{where:.200}: no store; give the path of a file or an address such as postgresql://host/name"
        )
    path = Path(where).expanduser()
    if path.is_dir():
        raise StoreError(f"{path}: a directory; name a file in it, for example {path}/lagebild.db")
    if not create and not path.exists():
        raise StoreError(f"{path}: there is no store here yet; fill one: lagebild ingest FILE …")
    return SqliteDatabase(path)


def schema_version(store: Store) -> tuple[int, int]:
    """The schema of a store, and the latest that is known."""
    return version_of(store.database), find_migrations()[-1].number
