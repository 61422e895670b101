"""The store in one SQLite file, in write-ahead mode: one process writes while others read."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lagebild.errors import StoreError
from lagebild.store.database import Dialect, Row, Value

OLDEST = (3, 35, 0)  # RETURNING and upserts as we use them
PATIENCE = 60  # seconds that a writer waits for another; a batch of ingest holds the lock for less than one
SWITCH_PAUSE = 0.02  # seconds between two tries to switch a file to write-ahead mode
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
                _write_ahead(self.connection)
            # NORMAL: a process killed loses nothing; a power cut may lose the last batch as a whole, and harms no other
            for pragma in (
                "synchronous = NORMAL",
                "foreign_keys = ON",
                f"cache_size = -{CACHE}",
                "temp_store = MEMORY",
            ):
                self.connection.execute(f"PRAGMA {pragma}")
        except (sqlite3.Error, OSError) as error:
            advice = _advice(error) if "locked" in str(error) else "choose another path"
            raise StoreError(f"{path}: cannot be opened as a store ({error}); {advice}") from error

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


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch a file to write-ahead mode once; sqlite3.OperationalError if others hold it for longer than `PATIENCE`.

    Unlike all other statements the switch is refused at once where another connection has the file open at that
    moment (SQLite does not wait with a lock in hand, lest two wait for each other), so it is tried again here.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
            if mode != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(SWITCH_PAUSE)


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


def _advice(error: Exception) -> str:
    text = str(error)
    if "malformed" in text or "not a database" in text:
        return "the file is damaged or no store; restore a backup: lagebild store restore"
    if "locked" in text:
        return "another process has been writing for long; try again"
    if "full" in text:
        return "make room on the disk and run the command again: nothing is lost or doubled"
    return "see: lagebild store check"
