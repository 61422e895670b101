"""Days and moments as reports and claims write them: ISO dates and date-times."""

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from functools import lru_cache

from lagebild.record import Report

SEEN = 16_384  # pairs of days that are kept: every two claims that are compared have some


@lru_cache(maxsize=SEEN)
def days_between(one: str | None, other: str | None) -> int | None:
    """Days from one ISO date or date-time to the other; None where one of them is unknown."""
    if not one or not other:
        return None
    return (date.fromisoformat(other[:10]) - date.fromisoformat(one[:10])).days


def published_of(report: Report) -> str | None:
    """When it was published, as the page says or whoever gave it; None where neither does."""
    return report.masthead.published if report.masthead else report.page.published


def in_days(days: int) -> str:
    """So many days in words, before or after: "1 day"."""
    return "1 day" if abs(days) == 1 else f"{abs(days)} days"


def moment_of(text: str | None) -> datetime | None:
    """An ISO date or date-time as it stands, midnight for a date; None for anything else.

    None too for the first and the last year of the calendar: their moments may have no like in another time zone.
    """
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment and MINYEAR < moment.year < MAXYEAR else None


def moment_in_utc(text: str | None) -> datetime | None:
    """The same in UTC; what names no zone is taken for UTC."""
    moment = moment_of(text)
    if moment is None:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
