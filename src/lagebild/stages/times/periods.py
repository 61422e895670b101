"""Weeks, months, seasons, years, decades and centuries."""

from lagebild.stages.times.dates import add_months, shifted, week_value
from lagebild.stages.times.setting import Groups, Resolved, Setting, edge, whole, words_of

FIRST_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
LATE_IN_YEAR = 10  # month from which "the new year" is the next
OPEN = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "D": "XXXX-XX-XX"}  # no day to reckon from


def year(groups: Groups, setting: Setting) -> Resolved | None:
    """A year; before Christ it is BC0300, and covers no days that a date could name."""
    if "short_year" in groups:
        return Resolved(f"{setting.full_year(whole(groups, 'short_year') or 0):04d}", part=edge(groups))
    number = whole(groups, "year", whole(groups, "number", 0)) or 0
    if "before_christ" in groups:
        return Resolved(f"BC{number:04d}")
    return Resolved(f"{number:04d}", part=edge(groups)) if 0 < number < 10000 else None


def new_year(groups: Groups, setting: Setting) -> Resolved | None:
    """The new year is the coming one late in a year, else the current one; the old is the one before it."""
    if setting.published is None:
        return Resolved("XXXX")
    new = setting.published.year + (setting.published.month >= LATE_IN_YEAR)
    return Resolved(f"{new if whole(groups, 'year_age') else new - 1:04d}")


def season(groups: Groups, setting: Setting) -> Resolved | None:
    """A season, in the year on the side that the clause speaks of."""
    name, number = words_of(groups, "season"), whole(groups, "year")
    side = whole(groups, "deixis", whole(groups, "year_word", 0)) or 0
    if number is not None:
        return Resolved(f"{number:04d}-{name}", part=edge(groups))
    if setting.published is None:
        return Resolved(f"XXXX-{name}")
    now = setting.published
    number = now.year
    if "of_year" in groups:  # the autumn of last year
        return Resolved(f"{number + side:04d}-{name}")
    first_month = FIRST_MONTHS[name or "SP"]
    side = side or setting.side_of_year()
    if side < 0 and first_month > now.month:
        number -= 1
    elif side > 0 and first_month + 2 < now.month:
        number += 1
    return Resolved(f"{number:04d}-{name}")


def period(groups: Groups, setting: Setting) -> Resolved | None:
    """A unit of the calendar as seen from publication: last week, Ende des Jahres."""
    deixis = whole(groups, "deixis", whole(groups, "year_word", 0)) or 0
    unit, part = words_of(groups, "period", "period_word") or "Y", edge(groups)
    if unit in FIRST_MONTHS:
        return season({**groups, "season": unit}, setting)
    if setting.published is None:
        return Resolved(OPEN.get(unit, "XXXX"))
    if unit == "Q":
        number, month = add_months(setting.published.year, setting.published.month, 3 * deixis)
        return Resolved(f"{number:04d}-Q{(month + 2) // 3}", part=part)
    if unit == "WE" and deixis < 0 and setting.published.isoweekday() > 5:
        deixis += 1
    value = shifted(setting.published, unit, deixis)
    return Resolved(value, part=part) if value else None


def neighbouring_period(groups: Groups, setting: Setting) -> Resolved | None:
    """The unit that holds, follows or precedes the time named last in the report: im selben Jahr, im Jahr darauf."""
    unit, step = words_of(groups, "unit", "unit_singular") or "Y", whole(groups, "shift", 1) or 0
    if "same" in groups:
        step = 0
    if setting.named is None:
        return Resolved(OPEN.get(unit, "XXXX"))
    head = setting.named
    if unit == "Y":
        return Resolved(f"{int(head[:4]) + step:04d}")
    if unit == "M" and len(head) >= 7 and head[5:7].isdigit():
        number, month = add_months(int(head[:4]), int(head[5:7]), step)
        return Resolved(f"{number:04d}-{month:02d}")
    if setting.reference is None or unit not in ("W", "WE", "D"):
        return Resolved(OPEN.get(unit, "XXXX"))
    if step == 0 and unit == "W":
        return Resolved(week_value(setting.reference))
    value = shifted(setting.reference, unit, step)
    return Resolved(value) if value else None


def end_word(groups: Groups, setting: Setting) -> Resolved | None:
    """One word for a period or its edge: Jahresende, Wochenende."""
    unit, _, part = (words_of(groups, "end_word") or "").partition("-")
    deixis = 0
    if unit == "WE" and setting.published is not None and setting.published.isoweekday() < 6:
        deixis = 0 if setting.direction() > 0 else -1
    resolved = period({"period": unit, "deixis": deixis}, setting)
    return Resolved(resolved.value, part=part or None) if resolved else None


def quarter(groups: Groups, setting: Setting) -> Resolved | None:
    """A quarter or half of a year."""
    number = whole(groups, "ordinal") or whole(groups, "day") or 0
    in_year = whole(groups, "year") or (setting.published.year if setting.published else None)
    unit = words_of(groups, "quarter_word") or "Q"
    parts = {"Q": 4, "H": 2}[unit]
    if number == -1:
        number = parts
    return Resolved(f"{'XXXX' if in_year is None else in_year}-{unit}{number}") if 1 <= number <= parts else None


def decade(groups: Groups, setting: Setting) -> Resolved | None:
    """Ten years: den neunziger Jahren."""
    number = next((n for name in ("decade", "decade_compound", "decade_alone") if (n := whole(groups, name))), None)
    if number is None:
        return None
    hundreds = whole(groups, "century", 20 if number < 20 else 19)
    return Resolved(f"{hundreds}{number // 10}", part=edge(groups))


def century(groups: Groups, setting: Setting) -> Resolved | None:
    """A hundred years; before Christ it covers no days that a date could name."""
    number = whole(groups, "day") or whole(groups, "ordinal_century") or 0
    if not 0 < number < 31:
        return None
    if "before_christ" in groups:
        return Resolved(f"BC{number - 1:02d}")
    return Resolved(f"{number - 1:02d}", part=edge(groups))
