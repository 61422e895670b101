"""How many events there are over time: by day, month or year."""

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta

from msgspec import Struct

from lagebild.store.events import Bin, Wanted
from lagebild.store.store import Store
from lagebild.web.site import Site

MOST_DAYS, MOST_MONTHS = 120, 120  # that counts are shown by; what lasts longer is by month, or by year
STRAYS = 2  # of 100 events at either end that are counted together, as "< 2024-01-03"


class EventCounts(Struct, frozen=True):
    """How many events each day has; `day` as a number, 20240514; 0: without a day."""

    days: list[Bin]
    total: int


def counts_of(site: Site, store: Store, wanted: Wanted) -> EventCounts:
    """Counts by day; kept as long as no event came and nobody judged."""
    state = (store.index.last_claim(), store.verdicts.latest(1)[0][0] if store.verdicts.latest(1) else 0)
    days = site.kept(("counts", state, wanted), lambda: store.events.count_by_day(wanted))
    return EventCounts(list(days), sum(one.count for one in days))


def periods_of(counts: EventCounts) -> dict[str, int]:
    """Counts by day, month or year, by how long most of it lasted; empty ones too, but none of events without a day."""
    dated = Counter({day: one.count for one in counts.days if (day := _date_of(one.day)) is not None})
    if not dated:
        return {}
    first, last = _most_of(dated)
    before = sum(count for day, count in dated.items() if day < first)
    after = sum(count for day, count in dated.items() if day > last)
    shown = {day: count for day, count in dated.items() if first <= day <= last}
    found = {f"< {first.isoformat()}": before} if before else {}
    found |= _by_period(shown, first, last)
    return found | ({f"> {last.isoformat()}": after} if after else {})


def _most_of(dated: Counter[date]) -> tuple[date, date]:
    """The first and last day of all but a few events: reports of today tell of a treaty of 1975."""
    few, days = sum(dated.values()) * STRAYS // 100, sorted(dated)
    ends = []
    for ordered in (days, days[::-1]):
        left = few
        for day in ordered:
            left -= dated[day]
            if left < 0:
                ends.append(day)
                break
    return ends[0], ends[1]


def _by_period(dated: dict[date, int], first: date, last: date) -> dict[str, int]:
    days = (last - first).days + 1
    if days <= MOST_DAYS:
        return {(day := first + timedelta(i)).isoformat(): dated.get(day, 0) for i in range(days)}
    by_year = days > MOST_MONTHS * 31
    found: dict[str, int] = {}
    for year in range(first.year, last.year + 1):
        months = range(1, 13) if not by_year else (0,)
        found |= {f"{year:04}-{month:02}" if month else f"{year:04}": 0 for month in months}
    for day, count in dated.items():
        found[f"{day.year:04}" if by_year else f"{day.year:04}-{day.month:02}"] += count
    filled = [i for i, count in enumerate(found.values()) if count]
    return dict(list(found.items())[filled[0] : filled[-1] + 1])


def days_of(period: str) -> tuple[str, str] | None:
    """The first and last day of what `periods_of` names: a day, a month or a year; None for "< 2024-01-03"."""
    try:
        year, month, day = (int(part) for part in (*period.split("-"), "0", "0")[:3])
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


def _date_of(day: int) -> date | None:
    try:
        return date(day // 10_000, day // 100 % 100, day % 100)
    except ValueError:
        return None
