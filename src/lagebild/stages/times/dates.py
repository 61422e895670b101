"""TIMEX3 values as days: the first and last day that a value covers, and values of calendar units."""

import re
from datetime import date, timedelta

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}  # months, meteorological
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_YEARS = re.compile(r"\d{2,4}")


def bounds(value: str, part: str | None = None) -> tuple[str | None, str | None]:
    """First and last day of a value, narrowed to its START, MID or END; (None, None) where it names none."""
    try:
        days = _days(value)
    except (ValueError, OverflowError):  # 31 February, year 0
        return None, None
    if days is None:
        return None, None
    first, last = days
    third = (last - first) / 3
    if part == "START":
        last = first + third
    elif part == "MID":
        first, last = first + third, last - third
    elif part == "END":
        first = last - third
    return first.isoformat(), last.isoformat()


def _days(value: str) -> tuple[date, date] | None:
    if found := _DAY.fullmatch(value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, day + timedelta(days=1) if found[4] == "TNI" else day
    if found := _WEEK.fullmatch(value):
        first = date.fromisocalendar(int(found[1]), int(found[2]), 6 if found[3] else 1)
        return first, first + timedelta(days=1 if found[3] else 6)
    if found := _MONTH.fullmatch(value):
        return month_days(int(found[1]), int(found[2]), 1)
    if found := _SEASON.fullmatch(value):
        return month_days(int(found[1]), SEASONS[found[2]][0], 3)
    if found := _QUARTER.fullmatch(value):
        return month_days(int(found[1]), 3 * int(found[2]) - 2, 3)
    if found := _HALF.fullmatch(value):
        return month_days(int(found[1]), 6 * int(found[2]) - 5, 6)
    if _YEARS.fullmatch(value):
        scale = 10 ** (4 - len(value))
        return date(int(value) * scale, 1, 1), date(int(value) * scale + scale - 1, 12, 31)
    return None


def month_days(year: int, month: int, length: int) -> tuple[date, date]:
    """First and last day of `length` months from this one on."""
    end_year, end_month = add_months(year, month, length)
    return date(year, month, 1), date(end_year, end_month, 1) - timedelta(days=1)


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """The month so many months later."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def week_value(day: date) -> str:
    """The ISO week of a day: 2024-W11."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shifted(day: date, unit: str, number: float) -> str | None:
    """The value so many units from `day`, as exact as the unit: three years ago is a year, not a day."""
    steps = int(number)
    if unit in ("S", "MIN", "H"):
        return None if number > 24 or unit != "H" else day.isoformat()
    try:
        if unit == "D":
            return (day + timedelta(days=steps)).isoformat()
        if unit in ("W", "WE"):
            return week_value(day + timedelta(weeks=steps)) + ("-WE" if unit == "WE" else "")
        if unit in ("M", "Q"):
            year, month = add_months(day.year, day.month, steps * (3 if unit == "Q" else 1))
            return f"{year:04d}-{month:02d}"
        years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
        if years is None or not 0 < day.year + steps * years < 10000:
            return None
        value = f"{day.year + steps * years:04d}"
        return value[: {"Y": 4, "DE": 3, "CE": 2}[unit]]
    except OverflowError:
        return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
