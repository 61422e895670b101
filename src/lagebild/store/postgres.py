"""The store in a PostgreSQL database."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from lagebild.errors import StoreError
from lagebild.store.database import Dialect, Row, Value

if TYPE_CHECKING:
    from psycopg import Connection

LOCK = 4_715_021_893  # of ours alone, for transactions: what one of them adds must be seen by the next
AT_ONCE = 2000  # rows fetched at a time where all are walked through


class PostgresDatabase:
    """One connection to a PostgreSQL server; see `Database`."""

    dialect: Dialect = "postgres"

    def __init__(self, url: str) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise StoreError(
                f"{without_password(url)}: a store in PostgreSQL needs psycopg; "
                "install it: pip install 'lagebild[postgres]'"
            ) from error
        self.place = without_password(url)
        self._errors: type[Exception] = psycopg.Error
        with self._named():
            self.connection: Connection[Row] = psycopg.connect(url, autocommit=True, connect_timeout=15)
            # As with SQLite: a server that falls may lose the last batch, whole, with its marks; so nothing is doubled.
            self.connection.execute("SET synchronous_commit = off")
            encoding = self.connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            self.connection.close()
            raise StoreError(f"{self.place}: the database is in {encoding}; make one with ENCODING 'UTF8'")

    def query(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        with self._named():
            return self.connection.execute(_placed(sql), values or None).fetchall()

    def each(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        with self._named(), self.connection.transaction(), self.connection.cursor(name="each") as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(_placed(sql), values or None)
            yield from cursor

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        with self._named():
            return self.connection.execute(_placed(sql), values or None).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        with self._named(), self.connection.cursor() as cursor:
            cursor.executemany(_placed(sql), rows)

    def script(self, text: str) -> None:
        with self._named():
            self.connection.execute(text.encode())

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self.connection.info.transaction_status != 0:  # IDLE; inside another the outer one decides
            yield
            return
        with self._named(), self.connection.transaction():
            self.connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            yield

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise StoreError(f"{self.place}: {reason:.500}; check that the server runs and what it allows") from error


def without_password(url: str) -> str:
    """An address as it may be shown."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}@{host}"))


@lru_cache(maxsize=512)
def _placed(sql: str) -> bytes:
    """The statement with PostgreSQL's placeholders; ours hold no literal question mark or percent sign."""
    return sql.replace("?", "%s").encode()
