"""The store in one SQLite file, in write-ahead mode: one process writes while others read."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lagebild.errors import StoreError
from lagebild.store.database import Dialect, Row, Value

OLDEST = (3, 35, 0)  # RETURNING and upserts as we use them
PATIENCE = 60  # seconds that a writer waits for another; a batch of ingest holds the lock for less than one
CACHE = 64 * 1024  # KiB of pages kept in memory: the keys of some 100,000 reports, so that adding one stays cheap


class SqliteDatabase:
    """One connection to an SQLite file; see `Database`."""

    dialect: Dialect = "sqlite"

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        if sqlite3.sqlite_version_info < OLDEST:
            raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old; 3.35 or later is needed")
        self.place = str(path)
        self._path, self._depth = path, 0
        try:
            if not read_only:
                path.parent.mkdir(parents=True, exist_ok=True)
            mode = "ro" if read_only else "rwc"
            self.connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=PATIENCE,
                isolation_level=None,
                check_same_thread=False,
            )
            if not read_only:
                self.connection.execute("PRAGMA journal_mode = WAL")
            # NORMAL: a process killed loses nothing; a power cut may lose the last batch as a whole, and harms no other
            for pragma in (
                "synchronous = NORMAL",
                "foreign_keys = ON",
                f"cache_size = -{CACHE}",
                "temp_store = MEMORY",
            ):
                self.connection.execute(f"PRAGMA {pragma}")
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{path}: cannot be opened as a store ({error}); choose another path") from error

    def query(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        with self._named():
            return self.connection.execute(sql, values).fetchall()

    def each(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        with self._named():
            yield from self.connection.execute(sql, values)

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        with self._named():
            return self.connection.execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        with self._named():
            self.connection.executemany(sql, rows)

    def script(self, text: str) -> None:
        with self._named():
            for statement in _statements(text):
                self.connection.execute(statement)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self._depth:
            yield
            return
        with self._named():
            self.connection.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
            with self._named():
                self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        finally:
            self._depth -= 1

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"{self.place}: {error}; {_advice(error)}") from error


def _statements(text: str) -> Iterator[str]:
    """The statements of a script; a trigger's body counts as part of it."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _advice(error: sqlite3.Error) -> str:
    text = str(error)
    if "malformed" in text or "not a database" in text:
        return "the file is damaged or no store; restore a backup: lagebild store restore"
    if "locked" in text:
        return "another process has been writing for long; try again"
    if "full" in text:
        return "make room on the disk and run the command again: nothing is lost or doubled"
    return "see: lagebild store check"
