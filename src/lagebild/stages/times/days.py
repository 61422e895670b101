"""Days: by date, weekday, holiday, and as seen from today or from a day named before."""

from datetime import date, timedelta

from lagebild.stages.times.clocks import timed
from lagebild.stages.times.dates import easter
from lagebild.stages.times.setting import Groups, Resolved, Setting, edge, whole, words_of

LASTING = ("present", "conditional", "unknown")  # tenses in which "today" is these days
TOLERANCE = 2  # days by which a date in the past tense may lie after publication: time zones, early editions


def calendar_date(groups: Groups, setting: Setting) -> Resolved | None:
    """A day or month with or without its year; None for the 31st of February."""
    month = whole(groups, "month") or whole(groups, "month_number")
    day, year = whole(groups, "day"), whole(groups, "year")
    if year is None and "short_year" in groups:
        year = setting.full_year(whole(groups, "short_year") or 0)
    if month is None:
        return None
    deixis = whole(groups, "deixis", whole(groups, "year_word"))
    if "of_year" in groups and setting.published is not None:  # May of last year
        year = setting.published.year + (deixis or 0)
    elif year is None and setting.published is not None:
        year = _year_of_weekday(setting.published.year, month, day, whole(groups, "weekday"))
        year = year or _nearest_year(setting, month, day, deixis)
    head = "XXXX" if year is None else f"{year:04d}"
    if day is None:
        return Resolved(f"{head}-{month:02d}", part=edge(groups))
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return timed(f"{head}-{month:02d}-{day:02d}", groups)


def _year_of_weekday(year: int, month: int, day: int | None, number: int | None) -> int | None:
    """The year around publication in which the date falls on the weekday that is named with it."""
    if number is None or day is None:
        return None
    for candidate in (year, year - 1, year + 1):
        try:
            if date(candidate, month, day).isoweekday() == number:
                return candidate
        except ValueError:  # 29 February
            continue
    return None


def _nearest_year(setting: Setting, month: int, day: int | None, deixis: int | None) -> int:
    """The year of a month or day without one: by tense, else the nearest."""
    assert setting.published is not None
    now = setting.published
    distance = month - now.month if day is None else 0
    if day is not None:
        distance = (month - now.month) * 31 + day - now.day
    side = deixis if deixis else setting.side_of_year()
    if side < 0 and distance > (0 if day is None else TOLERANCE):
        return now.year - 1
    if side > 0 and distance < 0:
        # The month just gone is not the next one a year away: "wird im Januar 12 Jahre" is rare.
        return now.year + 1
    half = 6 if day is None else 186
    if side == 0 and abs(distance) > half:
        return now.year - 1 if distance > 0 else now.year + 1
    return now.year


def weekday(groups: Groups, setting: Setting) -> Resolved | None:
    """The nearest such day on the side that the clause speaks of."""
    number = whole(groups, "weekday")
    if number is None:
        return None
    if setting.published is None:
        return timed(f"XXXX-WXX-{number}", groups)
    return timed(_named_day(number, groups, setting).isoformat(), groups)


def _named_day(number: int, groups: Groups, setting: Setting) -> date:
    """The last such day, the day of publication included; in a future clause the next."""
    assert setting.published is not None
    now, deixis = setting.published, whole(groups, "deixis")
    if "of_week" in groups:  # Wednesday of last week
        return now + timedelta(days=7 * (deixis or 0) + number - now.isoweekday())
    if "day_adjective" in groups:  # am gestrigen Montag
        return now + timedelta(days=whole(groups, "day_adjective", 0) or 0)
    back = (now.isoweekday() - number) % 7
    if deixis:
        return now + timedelta(days=(7 - back) + 7 * (deixis - 1)) if deixis > 0 else now - timedelta(days=back or 7)
    if back and setting.direction() > 0:
        return now + timedelta(days=7 - back)
    return now - timedelta(days=back)


def night_before(groups: Groups, setting: Setting) -> Resolved | None:
    """The night to Sunday is the night that begins on Saturday, the night to the 10th that of the 9th."""
    number, part = whole(groups, "weekday"), words_of(groups, "part_noun")
    if number is None:
        named = calendar_date({name: value for name, value in groups.items() if name != "part_noun"}, setting)
        if named is None or named.value.startswith("X"):
            return None
        return Resolved(f"{(date.fromisoformat(named.value) - timedelta(days=1)).isoformat()}T{part}")
    if setting.published is None:
        return Resolved(f"XXXX-WXX-{(number - 2) % 7 + 1}T{part}")
    return Resolved(f"{(_named_day(number, groups, setting) - timedelta(days=1)).isoformat()}T{part}")


def weekday_habit(groups: Groups, setting: Setting) -> Resolved | None:
    """A weekday of every week: montags."""
    number, part = words_of(groups, "weekday", "weekday_adverb", "weekday_plural"), words_of(groups, "part")
    return Resolved(f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))


def day_word(groups: Groups, setting: Setting) -> Resolved | None:
    """Today, yesterday, last night."""
    offset = next(whole(groups, n, 0) for n in ("day_word", "day_adjective", "last_night", "this_part") if n in groups)
    if setting.published is None:
        return timed("XXXX-XX-XX", groups)
    plain = "day_word" in groups and not groups.keys() & {"part", "weekday"}
    if offset == 0 and plain and setting.tense() in LASTING and not setting.once():
        today = setting.published.isoformat()  # "heute leben dort 3000": these days rather than this day
        return Resolved("PRESENT_REF", days=(today, today))
    return timed((setting.published + timedelta(days=offset or 0)).isoformat(), groups)


def day_shift(groups: Groups, setting: Setting) -> Resolved | None:
    """The eve of the day named last, else of the day of publication."""
    day = setting.reference or setting.published
    if day is None:
        return Resolved("XXXX-XX-XX")
    return Resolved((day + timedelta(days=whole(groups, "daypart_day", 0) or 0)).isoformat())


def following_day(groups: Groups, setting: Setting) -> Resolved | None:
    """The day after or before the day named last, or a part of it; open if none was named."""
    step = whole(groups, "shift_adjective", whole(groups, "shift", 1)) or 0
    if setting.reference is None:
        return timed("XXXX-XX-XX", groups)
    return timed((setting.reference + timedelta(days=step)).isoformat(), groups)


def holiday(groups: Groups, setting: Setting) -> Resolved | None:
    """A holiday, in the year on the side that the clause speaks of."""
    name, year = words_of(groups, "holiday") or "", whole(groups, "year")
    if year is None:
        if setting.published is None:
            return Resolved("XXXX-XX-XX" if name.startswith("easter") else f"XXXX-{name}")
        year = setting.published.year
        day = _holiday_in(name, year)
        distance = (day - setting.published).days
        side = setting.side_of_year()
        if (side < 0 < distance) or (side == 0 and distance > 186):
            year -= 1
        elif (side > 0 > distance) or (side == 0 and distance < -186):
            year += 1
    return Resolved(_holiday_in(name, year).isoformat())


def _holiday_in(name: str, year: int) -> date:
    if name.startswith("easter"):
        return easter(year) + timedelta(days=int(name.removeprefix("easter")))
    return date.fromisoformat(f"{year:04d}-{name}")
