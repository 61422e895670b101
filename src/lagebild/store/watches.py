"""Standing rules, the alerts that they gave, and which sink was given them."""

from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from lagebild.store.database import Database, clean, whole
from lagebild.store.packing import pack, unpack
from lagebild.store.reports import now

T = TypeVar("T")
DeliveryState = Literal["waiting", "delivered", "given_up"]


class StoredWatch(Struct, frozen=True):
    """A rule as it was written."""

    name: str
    rule: str
    added: str


class Delivery(Struct, frozen=True):
    """Where an alert stands on its way to a sink; `next_try` is in UTC, None: at once."""

    alert: int
    sink: str
    state: DeliveryState
    tries: int
    next_try: str | None
    reason: str


class Watches:
    """The rules and alerts of a store; alerts are kept when their rule is removed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, name: str, rule: str) -> None:
        """Add a rule, or replace the one of this name."""
        self._database.execute(
            "INSERT INTO watches (name, rule, added) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET rule = excluded.rule",
            (clean(name), clean(rule), now()),
        )

    def each(self) -> tuple[StoredWatch, ...]:
        """All rules by name."""
        rows = self._database.query("SELECT name, rule, added FROM watches ORDER BY name")
        return tuple(StoredWatch(str(name), str(rule), str(added)) for name, rule, added in rows)

    def remove(self, name: str) -> bool:
        """Remove a rule; False where there is none of this name."""
        return self._database.execute("DELETE FROM watches WHERE name = ?", (name,)) > 0

    def add_alert(self, watch: str, subject: str, alert: object) -> int:
        """Keep an alert or an update of it; `subject` is the happening that it is about. Its number."""
        rows = self._database.query(
            "INSERT INTO alerts (watch, subject, made, data) VALUES (?, ?, ?, ?) RETURNING number",
            (watch, subject, now(), pack(alert)),
        )
        return whole(rows[0][0])

    def alerts(self, shape: type[T], watch: str | None = None, subject: str | None = None) -> tuple[tuple[int, T], ...]:
        """Numbers and alerts, oldest first; of one rule and about one subject where these are given."""
        told = [("watch = ?", watch), ("subject = ?", subject)]
        given = [(sql, value) for sql, value in told if value is not None]
        where = f" WHERE {' AND '.join(sql for sql, _ in given)}" if given else ""
        rows = self._database.query(
            f"SELECT number, data FROM alerts{where} ORDER BY number", [value for _, value in given]
        )
        return tuple((whole(number), unpack(data, shape)) for number, data in rows)

    def latest_alerts(
        self, shape: type[T], limit: int, watch: str | None = None, before: int | None = None
    ) -> tuple[tuple[int, T], ...]:
        """Numbers and alerts, the last first; of one rule where it is given; only those before one where that is."""
        condition, values = ("", ()) if watch is None else (" AND watch = ?", (watch,))
        rows = self._database.query(
            f"SELECT number, data FROM alerts WHERE number < ?{condition} ORDER BY number DESC LIMIT ?",
            (2**62 if before is None else before, *values, limit),
        )
        return tuple((whole(number), unpack(data, shape)) for number, data in rows)

    def alert(self, number: int, shape: type[T]) -> T | None:
        """One alert; None where there is none of this number."""
        rows = self._database.query("SELECT data FROM alerts WHERE number = ?", (number,))
        return unpack(rows[0][0], shape) if rows else None

    def count_alerts(self) -> dict[str, int]:
        """How many alerts each rule has given, those of removed rules too."""
        rows = self._database.query("SELECT watch, count(*) FROM alerts GROUP BY watch ORDER BY watch")
        return {str(watch): whole(count) for watch, count in rows}

    def told(self, watch: str, shape: type[T]) -> dict[str, T]:
        """What a rule has told so far, by subject."""
        rows = self._database.query("SELECT subject, data FROM told WHERE watch = ? ORDER BY subject", (watch,))
        return {str(subject): unpack(data, shape) for subject, data in rows}

    def told_of(self, watch: str, subject: str, shape: type[T]) -> T | None:
        """What a rule has told of one subject; None where nothing yet."""
        rows = self._database.query("SELECT data FROM told WHERE watch = ? AND subject = ?", (watch, subject))
        return unpack(rows[0][0], shape) if rows else None

    def put_told(self, watch: str, subject: str, value: object) -> None:
        """Remember what a rule has now told of a subject."""
        self._database.execute(
            "INSERT INTO told (watch, subject, data) VALUES (?, ?, ?) "
            "ON CONFLICT (watch, subject) DO UPDATE SET data = excluded.data",
            (watch, subject, pack(value)),
        )

    def put_delivery(self, delivery: Delivery) -> None:
        """Say where an alert stands on its way to a sink."""
        self._database.execute(
            "INSERT INTO deliveries (alert, sink, state, tries, next_try, reason) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (alert, sink) DO UPDATE SET state = excluded.state, tries = excluded.tries, "
            "next_try = excluded.next_try, reason = excluded.reason",
            (delivery.alert, delivery.sink, delivery.state, delivery.tries, delivery.next_try, clean(delivery.reason)),
        )

    def waiting(self, time: str) -> tuple[Delivery, ...]:
        """Deliveries that are due at this time (UTC, ISO), by alert."""
        rows = self._database.query(
            "SELECT alert, sink, state, tries, next_try, reason FROM deliveries "
            "WHERE state = 'waiting' AND COALESCE(next_try, '') <= ? ORDER BY alert, sink",
            (time,),
        )
        return tuple(msgspec.convert(dict(zip(Delivery.__struct_fields__, row, strict=True)), Delivery) for row in rows)
