"""Items that could not be read, with the reason, and what has been dealt with at all."""

import zlib
from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec import Struct

from lagebild.store.database import Database, clean, whole
from lagebild.store.packing import LEVEL
from lagebild.store.reports import now

LARGEST_KEPT = 1_000_000  # bytes, compressed; what is larger is known by its name only
SHOWN = 500  # characters of a reason that are kept

Outcome = Literal["stored", "double", "left_out", "bad"]


class BadItem(Struct, frozen=True):
    """One entry of the list; times are in UTC."""

    number: int
    hash: int
    source: str
    name: str
    kind: str
    reason: str
    tries: int
    first_tried: str
    last_tried: str


class Quarantine:
    """The list of bad items, and the memory of all items."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_known(self, hash: int) -> bool:
        """True if an item with this hash has been dealt with, whatever came of it."""
        return bool(self._database.query("SELECT 1 FROM items WHERE hash = ?", (hash,)))

    def settle(self, hash: int, outcome: Outcome) -> None:
        """Remember an item as dealt with; if it was in quarantine and is not bad any more, it leaves it."""
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO items (hash, outcome) VALUES (?, ?) "
                "ON CONFLICT (hash) DO UPDATE SET outcome = excluded.outcome",
                (hash, outcome),
            )
            if outcome != "bad":
                self._database.execute("DELETE FROM quarantine WHERE hash = ?", (hash,))

    def release(self, hash: int) -> None:
        """Take an item off the list: it was read in the end, perhaps in other words."""
        self._database.execute("DELETE FROM quarantine WHERE hash = ?", (hash,))

    def put(self, hash: int, source: str, name: str, kind: str, reason: str, item: bytes | None) -> None:
        """Put an item on the list, or count another try; `item` is what is needed to try again."""
        packed = zlib.compress(item, LEVEL) if item is not None else None
        if packed is not None and len(packed) > LARGEST_KEPT:
            packed = None
        time = now()
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO quarantine (hash, source, name, kind, reason, tries, first_tried, last_tried, item) "
                "VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET kind = excluded.kind, "
                "reason = excluded.reason, tries = quarantine.tries + 1, last_tried = excluded.last_tried, "
                "item = excluded.item",
                (hash, clean(source), clean(name), kind, clean(reason)[:SHOWN], time, time, packed),
            )
            self.settle(hash, "bad")

    def each(self, kind: str | None = None) -> tuple[BadItem, ...]:
        """The list, oldest first."""
        condition, values = (" WHERE kind = ?", (kind,)) if kind else ("", ())
        columns = ", ".join(BadItem.__struct_fields__)
        rows = self._database.query(f"SELECT {columns} FROM quarantine{condition} ORDER BY number", values)
        return tuple(msgspec.convert(dict(zip(BadItem.__struct_fields__, row, strict=True)), BadItem) for row in rows)

    def item(self, number: int) -> bytes | None:
        """What was kept of an item."""
        rows = self._database.query("SELECT item FROM quarantine WHERE number = ?", (number,))
        return zlib.decompress(rows[0][0]) if rows and isinstance(rows[0][0], bytes) else None

    def forget(self, numbers: Iterable[int]) -> int:
        """Take items off the list for good; how many. They stay known, so that ingest does not read them again."""
        with self._database.transaction():
            return sum(
                self._database.execute("DELETE FROM quarantine WHERE number = ?", (number,)) for number in set(numbers)
            )

    def count(self) -> int:
        """How many items are on the list."""
        return whole(self._database.query("SELECT count(*) FROM quarantine")[0][0])
