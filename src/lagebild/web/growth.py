"""How a story grew: reports a day, for the small chart beside it."""

from collections.abc import Sequence
from datetime import date, timedelta

DAYS = 30  # the last ones that are shown


def counts_by_day(growth: Sequence[tuple[str, int]]) -> list[int]:
    """Reports of each day until the last, days without any too; what is no day is left out."""
    told: dict[date, int] = {}
    for day, count in growth:
        try:
            told[date.fromisoformat(day[:10])] = count
        except ValueError:
            continue
    if not told:
        return []
    last = max(told)
    first = max(min(told), last - timedelta(min(DAYS - 1, (last - date.min).days)))
    return [told.get(first + timedelta(i), 0) for i in range((last - first).days + 1)]
