"""Looking after a store: is it whole, how large is it, a copy of it, and back."""

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from pathlib import Path

import msgspec
from msgspec import Struct

from lagebild.errors import StoreError
from lagebild.record import Page
from lagebild.store.database import Database, Value, marks, whole
from lagebild.store.migrations import migrate, version_of
from lagebild.store.packing import unpack
from lagebild.store.reports import content_id, words_of_record
from lagebild.store.search import SearchIndex
from lagebild.store.sqlite import SqliteDatabase
from lagebild.store.store import Store, connect

# In the order in which rows may refer to each other.
TABLES = (
    "reports", "records", "items", "quarantine", "marks", "claims", "claim_keys", "fingerprints", "bands",
    "dependences", "judgements", "happenings", "happening_claims", "stories", "story_happenings", "story_reports",
    "story_keys", "watches", "alerts", "told", "deliveries", "claim_terms", "party_names", "outlets", "told_by",
    "happening_sums", "verdicts", "party_sums",
)  # fmt: skip
COUNTING = ("reports", "quarantine", "claims", "judgements", "happenings", "stories", "alerts", "verdicts")
ROWS = 500  # copied at a time

Step = Callable[[], None]


class Info(Struct, frozen=True):
    """What is in a store."""

    place: str
    kind: str
    schema: int
    bytes: int
    counts: dict[str, int]  # rows by table
    languages: dict[str, int]  # reports by language
    first_published: str | None
    last_published: str | None
    last_added: str | None


def inform(store: Store) -> Info:
    """Counts and sizes."""
    database = store.database
    counts = {table: _number(database, f"SELECT count(*) FROM {table}") for table in TABLES}
    languages = database.query(
        "SELECT language, count(*) FROM reports GROUP BY language ORDER BY count(*) DESC, language"
    )
    dates = database.query("SELECT min(published), max(published), max(added) FROM reports")[0]
    return Info(
        place=database.place,
        kind="SQLite" if database.dialect == "sqlite" else "PostgreSQL",
        schema=version_of(database),
        bytes=_size(database),
        counts=counts,
        languages={str(language): whole(count) for language, count in languages},
        first_published=None if dates[0] is None else str(dates[0]),
        last_published=None if dates[1] is None else str(dates[1]),
        last_added=None if dates[2] is None else str(dates[2]),
    )


def check(store: Store, step: Step = lambda: None) -> tuple[str, ...]:
    """What is wrong with a store, a sentence each; () for nothing. `step` is called after each report."""
    return tuple(_faults(store, step))


def _faults(store: Store, step: Step) -> Iterator[str]:
    database = store.database
    if isinstance(database, SqliteDatabase):
        yield from (str(row[0]) for row in database.query("PRAGMA integrity_check(20)") if row[0] != "ok")
        yield from (
            f"{row[0]!s}: row {row[1]!s} refers to nothing" for row in database.query("PRAGMA foreign_key_check")
        )
    missing = _number(
        database,
        "SELECT count(*) FROM reports LEFT JOIN records ON records.number = reports.number "
        "WHERE records.number IS NULL",
    )
    if missing:
        yield f"{missing:,} reports have no record"
    reports, indexed = store.reports.count(), store.reports.search.count()
    if reports != indexed:
        yield f"{reports:,} reports are stored, {indexed:,} are in the full-text index"
    for row in database.each(
        "SELECT reports.id, page, record FROM reports JOIN records ON records.number = reports.number "
        "ORDER BY reports.number"
    ):
        yield from _damage(str(row[0]), *row[1:])
        step()


def _damage(id: str, packed_page: Value, packed_record: Value) -> Iterator[str]:
    """A report whose bytes cannot be read, or do not say what its id is the hash of."""
    try:
        page = unpack(packed_page, Page)
        text = unpack(packed_record, _Text).text
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError) as error:
        yield f"report {id}: its record cannot be read ({error})"
        return
    if content_id(msgspec.structs.replace(page, text=text)) != id:
        yield f"report {id}: its text is not the one that was stored"


class _Text(Struct, frozen=True):
    text: str


def backup(store: Store, path: Path) -> None:
    """Copy a store, also while others write, into a new SQLite file; one in PostgreSQL too, so that it can be moved.

    Raises StoreError where the file exists or cannot be written.
    """
    if path.exists():
        raise StoreError(f"{path}: exists already; name a new file")
    draft = path.with_name(path.name + ".part")
    draft.unlink(missing_ok=True)
    target = SqliteDatabase(draft)
    try:
        if isinstance(store.database, SqliteDatabase):
            store.database.connection.backup(target.connection, pages=2000)
        else:
            migrate(target)
            _copy(store.database, target)
        target.connection.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: cannot be written ({error}); nothing was left there") from error
    finally:
        target.close()
    draft.replace(path)


def restore(where: str, path: Path) -> int:
    """Fill a new store from a backup; how many reports it holds. Raises StoreError where the store is not empty."""
    if not path.is_file():
        raise StoreError(f"{path}: no such file; give one that `lagebild store backup` wrote")
    source, target = SqliteDatabase(path, read_only=True), connect(where)
    try:
        if version_of(source) == 0:
            raise StoreError(f"{path}: not a backup of a store")
        if version_of(target) and (_number(target, "SELECT count(*) FROM items") or Store(target).reports.count()):
            raise StoreError(f"{target.place}: the store is not empty; restore into a new one")
        if isinstance(target, SqliteDatabase):
            source.connection.backup(target.connection)
            migrate(target)
        else:
            migrate(target)
            if version_of(source) != version_of(target):
                raise StoreError(
                    f"{path}: of another version of Lagebild; restore it into a file first, then back that up"
                )
            _copy(source, target)
        return Store(target).reports.count()
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be read as a backup ({error})") from error
    finally:
        source.close()
        target.close()


def _copy(source: Database, target: Database) -> None:
    """All rows of all tables, as they are at one moment; the full-text index is made anew."""
    search = SearchIndex(target)
    with _snapshot(source), target.transaction():
        for table in TABLES:
            for rows in _portions(source.each(f"SELECT * FROM {table}")):
                target.many(f"INSERT INTO {table} VALUES ({marks(len(rows[0]))})", rows)
        for number, record in source.each("SELECT number, record FROM records"):
            search.add(whole(number), *words_of_record(zlib.decompress(_bytes(record))))
        if target.dialect == "postgres":
            for table in COUNTING:  # the keys go on from here
                target.query(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'number'), max(number)) FROM {table} "
                    "HAVING max(number) IS NOT NULL"
                )


def _snapshot(source: Database) -> AbstractContextManager[None]:
    """All that is read inside is of one moment; a backup file does not change."""
    return _at_one_moment(source) if source.dialect == "postgres" else nullcontext()


@contextmanager
def _at_one_moment(source: Database) -> Iterator[None]:
    source.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")  # no `transaction`: others may go on writing
    try:
        yield
    finally:
        source.execute("ROLLBACK")


def _portions(rows: Iterator[tuple[Value, ...]]) -> Iterator[list[tuple[Value, ...]]]:
    while portion := list(islice(rows, ROWS)):
        yield portion


def _size(database: Database) -> int:
    """Bytes on the disk."""
    if database.dialect == "postgres":
        return _number(database, "SELECT pg_database_size(current_database())")
    path = Path(database.place)
    return sum(f.stat().st_size for f in (path, path.with_name(path.name + "-wal")) if f.exists())


def _number(database: Database, sql: str) -> int:
    return whole(database.query(sql)[0][0] or 0)


def _bytes(value: Value) -> bytes:
    return value if isinstance(value, bytes) else b""
