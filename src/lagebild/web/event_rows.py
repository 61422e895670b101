"""Events of many reports as rows of a list, with their happenings and what people judged."""

from collections.abc import Iterable

from msgspec import Struct

from lagebild.errors import UsageError
from lagebild.store.events import Wanted
from lagebild.store.store import Store
from lagebild.store.verdicts import Verdict, corrected
from lagebild.stories.model import Claim
from lagebild.web.cursors import Cursor, read_cursor, write_cursor


class EventRow(Struct, frozen=True):
    """An event as one report tells it, corrected where somebody corrected it."""

    claim: Claim
    happening: str | None
    independent: int
    contradictions: int
    verdict: Verdict | None


class EventPage(Struct, frozen=True):
    """A part of the list of events, the latest day first; `next` asks for what follows, None at the end."""

    items: list[EventRow]
    next: str | None


def list_events(store: Store, wanted: Wanted, limit: int, after: str | None) -> EventPage:
    """Events that match, the latest day first."""
    place = read_cursor(after)
    at = None
    if place is not None:
        if not place.key.isascii() or not place.key.isdigit() or len(place.key) > 8:
            raise UsageError("after: not a place in this list; take it from `next`")
        at = (int(place.key), place.number)
    found = store.events.find(wanted, limit + 1, at)
    shown = found[:limit]
    following = write_cursor(Cursor(str(shown[-1][0][0]), shown[-1][0][1])) if len(found) > limit else None
    return EventPage(rows_of(store, [claim for _, claim in shown]), following)


def rows_of(store: Store, claims: Iterable[Claim]) -> list[EventRow]:
    """Claims with their happenings, as they were corrected."""
    told = list(claims)
    ids = [claim.id for claim in told]
    happenings = store.events.happenings_of(ids)
    sums = store.events.sums({h.id for h in happenings.values()})
    verdicts = store.verdicts.of_claims(ids)
    rows = []
    for claim in told:
        happening = happenings.get(claim.id)
        independent, disagree = sums.get(happening.id, (1, 0)) if happening else (1, 0)
        (shown,) = corrected((claim,), verdicts) or (claim,)
        rows.append(EventRow(shown, happening.id if happening else None, independent, disagree, verdicts.get(claim.id)))
    return rows


def titles_of(store: Store, rows: Iterable[EventRow]) -> dict[str, str]:
    """The titles of the reports of these events."""
    numbers = store.reports.numbers_of(row.claim.report for row in rows)
    return {r.id: r.title or r.name for r in store.reports.by_numbers(numbers.values())}
