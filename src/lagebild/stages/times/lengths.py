"""Lengths of time, what repeats, and times that lie a length away from another."""

from datetime import date, timedelta

from lagebild.knowledge.times_words import Value
from lagebild.stages.times.dates import bounds, shifted
from lagebild.stages.times.setting import Groups, Resolved, Setting, whole, words_of

CLOCK_UNITS = {"S": "S", "MIN": "M", "H": "H", "NI": "NI", "DT": "DT"}
LATER = "LATER"  # of a time after the one that is told of: it may lie before now, so it is no FUTURE_REF
AFTER_NOW = "FUTURE_REF"
OPEN_TIMES = {
    "S": "XXXX-XX-XXTXX:XX",
    "MIN": "XXXX-XX-XXTXX:XX",
    "H": "XXXX-XX-XXTXX:XX",
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
}
UNITS = ("unit", "unit_adjective", "unit_adjective_year", "unit_plural", "unit_singular", "own_length", "season")
OWN_LENGTH = "P"  # values of words that have their length in them: Viertelstunde PT15M


def shift_reference(groups: Groups, setting: Setting) -> Resolved | None:
    """A length before or after the day named last: zwei Tage später."""
    side = whole(groups, "shift", 1) or 1
    if setting.reference is not None:
        day = setting.reference.isoformat()
        resolved = _shift(groups, setting.reference, side)
        if resolved is not None and resolved.value == AFTER_NOW:
            return Resolved(OPEN_TIMES.get(words_of(groups, "unit") or "", OPEN_TIMES["H"]), days=(day, None))
        return resolved
    length = duration(groups, setting)  # two days before nobody knows what: the length at least is known
    if length is None:
        return None
    days = _days_from_year(groups, setting.named, side)
    return Resolved(length.value, days=days, type="DURATION")


def _days_from_year(groups: Groups, named: str | None, side: int) -> tuple[str | None, str | None]:
    """First and last day of the year so many years from the one named last; (None, None) for other units."""
    number, unit = groups.get("number"), words_of(groups, "unit", "unit_singular")
    if named is None or unit != "Y" or not isinstance(number, int | float):
        return None, None
    return bounds(f"{int(named[:4]) + side * int(number):04d}")


def shift_publication(groups: Groups, setting: Setting) -> Resolved | None:
    """A length before or after today, or after a day seen from today: heute vor zehn Jahren."""
    side, day = whole(groups, "from_now", -1) or -1, setting.published
    if day is not None and "day_word" in groups:
        day += timedelta(days=whole(groups, "day_word", 0) or 0)
        number, unit = groups.get("number"), words_of(groups, "unit") or "D"
        if unit == "Y" and isinstance(number, int):
            return _same_day(day, day.year + side * number)
    return _shift(groups, day, side)


def _same_day(day: date, year: int) -> Resolved | None:
    try:
        return Resolved(day.replace(year=year).isoformat())
    except ValueError:  # 29 February, year 0
        return None


def _shift(groups: Groups, day: date | None, side: int) -> Resolved | None:
    number, unit = groups.get("number"), words_of(groups, "unit", "unit_singular") or "D"
    vague = "PAST_REF" if side < 0 else AFTER_NOW
    if day is None or not isinstance(number, int | float):
        return Resolved(vague)
    return Resolved(shifted(day, unit, side * number) or vague)


def fixed(groups: Groups, setting: Setting) -> Resolved | None:
    """A word whose value is the same everywhere: damals, täglich, Stunden zuvor; open for Stunden später."""
    value = words_of(groups, "reference", "reference_noun", "now_word", "ago", "often", "named_year", "number_and_half")
    if value == LATER:
        value = OPEN_TIMES.get(words_of(groups, "unit_plural") or "Y", "XXXX")
    day = setting.same_sentence or setting.reference or setting.published
    if "ago" in groups and words_of(groups, "unit_plural") in ("S", "MIN", "H") and value and day:
        return Resolved(value, days=(day.isoformat(), day.isoformat()))  # hours earlier: vague, but that day
    return Resolved(value) if value else None


def length(number: Value, unit: str) -> str:
    """The TIMEX3 value of a number of units; a unit that begins with P is a value itself."""
    if unit.startswith(OWN_LENGTH):
        return unit if number in (1, "X") else _multiplied(number, unit)
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    return f"PT{number}{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"P{number}{unit}"


def _multiplied(number: Value, unit: str) -> str:
    """Three quarters of an hour: 3 times PT15M is PT45M."""
    head = "PT" if unit.startswith("PT") else "P"
    each, letter = int(unit.removeprefix(head)[:-1]), unit[-1]
    return f"{head}{int(each * float(number))}{letter}" if isinstance(number, int | float) else unit


def duration(groups: Groups, setting: Setting) -> Resolved | None:
    """So many units."""
    unit = words_of(groups, *UNITS) or "D"
    return Resolved(length(groups.get("number", "X"), unit), days=(None, None))


def duration_from(groups: Groups, setting: Setting, side: int) -> Resolved | None:
    """So many units before or after publication: a length, and the day it points to."""
    resolved = duration(groups, setting)
    point = _shift(groups, setting.published, side)
    if resolved is None or point is None or setting.published is None:
        return resolved
    return Resolved(resolved.value, days=bounds(point.value))


def vague_duration(groups: Groups, setting: Setting) -> Resolved | None:
    """Some units: einigen Jahren, tagelang."""
    unit = words_of(groups, "unit_plural", "vague_length") or "D"
    value = length("X", unit)
    return Resolved("PTX" + value.removeprefix("PTX") if value.startswith("PT") else value, days=(None, None))


def every(groups: Groups, setting: Setting) -> Resolved | None:
    """What comes back after so many units."""
    unit = words_of(groups, "unit", "unit_singular") or "D"
    return Resolved(length(groups.get("number", groups.get("ordinal", 1)), unit))
