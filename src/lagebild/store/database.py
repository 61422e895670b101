"""The seam between the store and its two databases: a few verbs, and SQL that both understand.

Statements are written once, with `?` for each value. Everything that differs between the two is in `sqlite.py`,
`postgres.py` and the marked parts of the migrations.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from lagebild.errors import StoreError

Value = str | int | float | bytes | None
Row = tuple[Value, ...]
Dialect = Literal["sqlite", "postgres"]

MOST_VALUES = 500  # values in one statement; SQLite before 3.32 takes 999


class Database(Protocol):
    """One connection. Reads and single writes may stand alone; what belongs together goes into a transaction."""

    @property
    def dialect(self) -> Dialect: ...

    @property
    def place(self) -> str:
        """Where it is, for messages: a path, or an address without its password."""

    def query(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of a reading statement, or of one that writes and says RETURNING."""

    def each(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The rows one by one, without holding all of them; no write may come in between."""

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run a writing statement; how many rows it touched."""

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a writing statement for each of the rows."""

    def script(self, text: str) -> None:
        """Run several statements, inside the transaction that is open."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, and one at a time; others wait. Inside another transaction it is a part of that one."""

    def close(self) -> None: ...


def marks(count: int) -> str:
    """`?, ?, ?`: the place of so many values."""
    return ", ".join("?" * count)


def query_in(
    database: Database, sql: str, values: Iterable[Value], before: Sequence[Value] = (), after: Sequence[Value] = ()
) -> list[Row]:
    """Rows of a statement with `IN ({marks})`, asked in parts where there are many values."""
    asked = list(dict.fromkeys(values))
    if len(asked) <= MOST_VALUES:  # nearly always
        return database.query(sql.replace("{marks}", marks(len(asked))), [*before, *asked, *after]) if asked else []
    rows: list[Row] = []
    for start in range(0, len(asked), MOST_VALUES):
        part = asked[start : start + MOST_VALUES]
        rows += database.query(sql.replace("{marks}", marks(len(part))), [*before, *part, *after])
    return rows


def whole(value: Value) -> int:
    """A value that the schema knows to be a whole number."""
    if not isinstance(value, int):
        raise StoreError(f"a whole number was expected in the store, not {value!r:.100}; see: lagebild store check")
    return value


def clean(text: str) -> str:
    """Text that every database takes: NUL and halves of surrogate pairs become U+FFFD."""
    if "\x00" in text or any("\ud800" <= ch <= "\udfff" for ch in text):
        return "".join("\ufffd" if ch == "\x00" or "\ud800" <= ch <= "\udfff" else ch for ch in text)
    return text
