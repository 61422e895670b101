"""Where ingest left off in each source, and what sites said of their pages."""

from typing import TypeVar

import msgspec

from lagebild.store.database import Database, clean
from lagebild.store.reports import now

T = TypeVar("T")


class Marks:
    """Small values by key, kept between runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, shape: type[T]) -> T | None:
        """The value of a key; None where there is none, or where it was written in another shape."""
        rows = self._database.query("SELECT value FROM marks WHERE key = ?", (clean(key),))
        try:
            return msgspec.json.decode(str(rows[0][0]), type=shape) if rows else None
        except msgspec.DecodeError:
            return None  # an older version wrote it: the source is read from its beginning, and nothing is doubled

    def put(self, key: str, value: object) -> None:
        """Set the value of a key."""
        self._database.execute(
            "INSERT INTO marks (key, value, made) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value, made = excluded.made",
            (clean(key), msgspec.json.encode(value).decode(), now()),
        )
