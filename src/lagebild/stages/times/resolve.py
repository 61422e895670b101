"""The operations that give a time expression its TIMEX3 value; rules name them."""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from lagebild.knowledge.times_words import Value
from lagebild.record import TimeType
from lagebild.stages.times.dates import add_months, bounds, easter, shifted
from lagebild.stages.times.tense import Tense

Groups = dict[str, Value]
CLOCK_UNITS = {"S": "S", "MIN": "M", "H": "H", "NI": "NI", "DT": "DT"}
NIGHT = "NI"
# A plain present tense with a weekday announces: "trifft am Freitag ein".
DIRECTIONS: dict[Tense, int] = {"past": -1, "future": 1, "present": 1, "unknown": 0}


class Setting(Struct, frozen=True):
    """What an expression is resolved against."""

    published: date | None
    reference: date | None  # the last day named before in the report
    same_sentence: date | None  # the last day named before in this sentence
    tense: Callable[[], Tense]

    def direction(self) -> int:
        """-1 in a past clause, 1 in one about what is to come, 0 where neither shows."""
        return DIRECTIONS[self.tense()]


class Resolved(Struct, frozen=True):
    """A value, the days it covers where these differ from the value's own, and what corrects the rule's type."""

    value: str
    part: str | None = None  # START MID END
    days: tuple[str | None, str | None] | None = None
    type: TimeType | None = None


def resolve(operation: str, groups: Groups, setting: Setting) -> Resolved | None:
    """Give the value of an expression; None if the words do not make one (31 February)."""
    return _OPERATIONS[operation](groups, setting)


def _text(groups: Groups, *names: str) -> str | None:
    return next((str(groups[name]) for name in names if groups.get(name) not in (None, "")), None)


def _whole(groups: Groups, name: str, default: int | None = None) -> int | None:
    value = groups.get(name)
    return int(value) if isinstance(value, int | float) else default


def _edge(groups: Groups) -> str | None:
    return _text(groups, "start", "start_mid", "start_adjective")


def _timed(day: str, groups: Groups) -> Resolved:
    """A day with the clock time or part of the day that the expression gives."""
    hour = _whole(groups, "hour")
    if hour is not None:
        minutes = 60 * _hour(hour, groups) + (_whole(groups, "minute", 0) or 0) + (_whole(groups, "half", 0) or 0)
        return Resolved(f"{day}T{minutes // 60 % 25:02d}:{minutes % 60:02d}")
    part = _text(groups, "part", "part_noun", "early", "part_alone", "over_night")
    return Resolved(f"{day}T{part}", type=None) if part else Resolved(day)


def _hour(hour: int, groups: Groups) -> int:
    half = _text(groups, "clock_half")
    afternoon = half == "PM" or _text(groups, "part_adverb") in ("AF", "EV")
    if afternoon and hour < 12:
        return hour + 12
    return 0 if half == "AM" and hour == 12 else hour


def _date(groups: Groups, setting: Setting) -> Resolved | None:
    month = _whole(groups, "month") or _whole(groups, "month_number")
    day, year = _whole(groups, "day"), _whole(groups, "year")
    if month is None:
        return None
    if year is not None and year < 100:
        year += 2000
    deixis = _whole(groups, "deixis", _whole(groups, "year_word"))
    if "of_year" in groups and setting.published is not None:  # May of last year
        year = setting.published.year + (deixis or 0)
    elif year is None and setting.published is not None:
        year = _nearest_year(setting, month, day, deixis)
    head = "XXXX" if year is None else f"{year:04d}"
    if day is None:
        return Resolved(f"{head}-{month:02d}", part=_edge(groups))
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return _timed(f"{head}-{month:02d}-{day:02d}", groups)


def _nearest_year(setting: Setting, month: int, day: int | None, deixis: int | None) -> int:
    """The year of a month or day without one: by tense, else the nearest."""
    assert setting.published is not None
    now = setting.published
    distance = month - now.month if day is None else 0
    if day is not None:
        distance = (month - now.month) * 31 + day - now.day
    side = deixis if deixis else setting.direction()
    if side < 0 and distance > 0:
        return now.year - 1
    if side > 0 and distance < 0:
        # The month just gone is not the next one a year away: "wird im Januar 12 Jahre" is rare.
        return now.year + 1
    half = 6 if day is None else 186
    if side == 0 and abs(distance) > half:
        return now.year - 1 if distance > 0 else now.year + 1
    return now.year


def _year(groups: Groups, setting: Setting) -> Resolved | None:
    return Resolved(f"{_whole(groups, 'year'):04d}", part=_edge(groups))


def _season(groups: Groups, setting: Setting) -> Resolved | None:
    season, year, deixis = _text(groups, "season"), _whole(groups, "year"), _whole(groups, "deixis", 0) or 0
    if year is not None:
        return Resolved(f"{year:04d}-{season}", part=_edge(groups))
    if setting.published is None:
        return Resolved(f"XXXX-{season}")
    now = setting.published
    first_month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season or "SP"]
    side = deixis or setting.direction()
    year = now.year
    if side < 0 and first_month > now.month:
        year -= 1
    elif side > 0 and first_month + 2 < now.month:
        year += 1
    return Resolved(f"{year:04d}-{season}")


def _weekday(groups: Groups, setting: Setting) -> Resolved | None:
    weekday = _whole(groups, "weekday")
    if weekday is None:
        return None
    if setting.published is None:
        return _timed(f"XXXX-WXX-{weekday}", groups)
    return _timed(_named_day(weekday, groups, setting).isoformat(), groups)


def _named_day(weekday: int, groups: Groups, setting: Setting) -> date:
    """The last such day, the day of publication included; in a future clause the next."""
    assert setting.published is not None
    now, deixis = setting.published, _whole(groups, "deixis")
    if "of_week" in groups:  # Wednesday of last week
        return now + timedelta(days=7 * (deixis or 0) + weekday - now.isoweekday())
    back = (now.isoweekday() - weekday) % 7
    if deixis:
        return now + timedelta(days=(7 - back) + 7 * (deixis - 1)) if deixis > 0 else now - timedelta(days=back or 7)
    if back and setting.direction() > 0:
        return now + timedelta(days=7 - back)
    return now - timedelta(days=back)


def _night_before(groups: Groups, setting: Setting) -> Resolved | None:
    """The night to Sunday is the night that begins on Saturday, the night to the 10th that of the 9th."""
    weekday, part = _whole(groups, "weekday"), _text(groups, "part_noun")
    if weekday is None:
        named = _date({name: value for name, value in groups.items() if name != "part_noun"}, setting)
        if named is None or named.value.startswith("X"):
            return None
        return Resolved(f"{(date.fromisoformat(named.value) - timedelta(days=1)).isoformat()}T{part}")
    if setting.published is None:
        return Resolved(f"XXXX-WXX-{(weekday - 2) % 7 + 1}T{part}")
    return Resolved(f"{(_named_day(weekday, groups, setting) - timedelta(days=1)).isoformat()}T{part}")


def _weekday_habit(groups: Groups, setting: Setting) -> Resolved | None:
    weekday, part = _text(groups, "weekday", "weekday_adverb", "weekday_plural"), _text(groups, "part")
    return Resolved(f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))


def _day_word(groups: Groups, setting: Setting) -> Resolved | None:
    offset = next(_whole(groups, n, 0) for n in ("day_word", "last_night", "this_part") if n in groups)
    if setting.published is None:
        return _timed("XXXX-XX-XX", groups)
    if offset == 0 and "day_word" in groups and setting.tense() == "present" and "part" not in groups:
        today = setting.published.isoformat()  # "heute leben dort 3000": these days rather than this day
        return Resolved("PRESENT_REF", days=(today, today))
    return _timed((setting.published + timedelta(days=offset or 0)).isoformat(), groups)


def _day_shift(groups: Groups, setting: Setting) -> Resolved | None:
    day = setting.reference or setting.published
    if day is None:
        return Resolved("XXXX-XX-XX")
    return Resolved((day + timedelta(days=_whole(groups, "daypart_day", 0) or 0)).isoformat())


def _following_day(groups: Groups, setting: Setting) -> Resolved | None:
    step = _whole(groups, "shift_adjective")
    if setting.reference is None:
        return Resolved("XXXX-XX-XX")
    return Resolved((setting.reference + timedelta(days=1 if step is None else step)).isoformat())


def _shift_reference(groups: Groups, setting: Setting) -> Resolved | None:
    if setting.reference is None:  # two days before nobody knows what: the length at least is known
        length = _duration(groups, setting)
        return Resolved(length.value, days=(None, None), type="DURATION") if length else None
    return _shift(groups, setting.reference, _whole(groups, "shift", 1) or 1)


def _shift_publication(groups: Groups, setting: Setting) -> Resolved | None:
    return _shift(groups, setting.published, _whole(groups, "from_now", -1) or -1)


def _shift(groups: Groups, day: date | None, side: int) -> Resolved | None:
    number, unit = groups.get("number"), _text(groups, "unit", "unit_singular") or "D"
    vague = "PAST_REF" if side < 0 else "FUTURE_REF"
    if day is None or not isinstance(number, int | float):
        return Resolved(vague)
    return Resolved(shifted(day, unit, side * number) or vague)


def _fixed(groups: Groups, setting: Setting) -> Resolved | None:
    value = _text(groups, "reference", "reference_noun", "ago", "often")
    day = setting.same_sentence or setting.reference or setting.published
    if "ago" in groups and _text(groups, "unit_plural") in ("S", "MIN", "H") and value and day:
        return Resolved(value, days=(day.isoformat(), day.isoformat()))  # hours earlier: vague, but that day
    return Resolved(value) if value else None


def _period(groups: Groups, setting: Setting) -> Resolved | None:
    deixis = _whole(groups, "deixis", _whole(groups, "year_word", 0)) or 0
    unit, edge = _text(groups, "period") or "Y", _edge(groups)
    if unit in ("SP", "SU", "FA", "WI"):
        return _season({**groups, "season": unit}, setting)
    if setting.published is None:
        return Resolved(
            {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "D": "XXXX-XX-XX"}.get(unit, "XXXX")
        )
    if unit == "Q":
        year, month = add_months(setting.published.year, setting.published.month, 3 * deixis)
        return Resolved(f"{year:04d}-Q{(month + 2) // 3}", part=edge)
    if unit == "WE" and deixis < 0 and setting.published.isoweekday() > 5:
        deixis += 1
    value = shifted(setting.published, unit, deixis)
    return Resolved(value, part=edge) if value else None


def _end_word(groups: Groups, setting: Setting) -> Resolved | None:
    unit, _, edge = (_text(groups, "end_word") or "").partition("-")
    deixis = 0
    if unit == "WE" and setting.published is not None and setting.published.isoweekday() < 6:
        deixis = 0 if setting.direction() > 0 else -1
    resolved = _period({"period": unit, "deixis": deixis}, setting)
    return Resolved(resolved.value, part=edge or None) if resolved else None


def _quarter(groups: Groups, setting: Setting) -> Resolved | None:
    quarter = _whole(groups, "ordinal") or _whole(groups, "day") or 0
    year = _whole(groups, "year") or (setting.published.year if setting.published else None)
    unit = _text(groups, "quarter_word") or "Q"
    parts = {"Q": 4, "H": 2}[unit]  # quarters and halves of a year
    if quarter == -1:
        quarter = parts
    return Resolved(f"{'XXXX' if year is None else year}-{unit}{quarter}") if 1 <= quarter <= parts else None


def _decade(groups: Groups, setting: Setting) -> Resolved | None:
    decade = _whole(groups, "decade") or _whole(groups, "decade_compound")
    if decade is None:
        return None
    century = _whole(groups, "century", 20 if decade < 20 else 19)
    return Resolved(f"{century}{decade // 10}", part=_edge(groups))


def _century(groups: Groups, setting: Setting) -> Resolved | None:
    century = _whole(groups, "day") or _whole(groups, "ordinal_century") or 0
    return Resolved(f"{century - 1:02d}", part=_edge(groups)) if 0 < century < 31 else None


def _holiday(groups: Groups, setting: Setting) -> Resolved | None:
    name, year = _text(groups, "holiday") or "", _whole(groups, "year")
    if year is None:
        if setting.published is None:
            return Resolved("XXXX-XX-XX" if name.startswith("easter") else f"XXXX-{name}")
        year = setting.published.year
        day = _holiday_in(name, year)
        distance = (day - setting.published).days
        side = setting.direction()
        if (side < 0 < distance) or (side == 0 and distance > 186):
            year -= 1
        elif (side > 0 > distance) or (side == 0 and distance < -186):
            year += 1
    return Resolved(_holiday_in(name, year).isoformat())


def _holiday_in(name: str, year: int) -> date:
    if name.startswith("easter"):
        return easter(year) + timedelta(days=int(name.removeprefix("easter")))
    return date.fromisoformat(f"{year:04d}-{name}")


def _day_of(setting: Setting) -> str:
    day = setting.same_sentence or setting.reference or setting.published
    return day.isoformat() if day else "XXXX-XX-XX"


def _clock(groups: Groups, setting: Setting) -> Resolved | None:
    return _timed(_day_of(setting), groups)


def _part_of_day(groups: Groups, setting: Setting) -> Resolved | None:
    part = _text(groups, "part_noun", "part_alone", "over_night")
    day = setting.same_sentence or setting.reference
    if day is None and setting.published is not None:
        day = setting.published - timedelta(days=part == NIGHT)  # reported by day, the night began the evening before
    return Resolved(f"{day.isoformat() if day else 'XXXX-XX-XX'}T{part}")


def _part_habit(groups: Groups, setting: Setting) -> Resolved | None:
    return Resolved(f"XXXX-XX-XXT{_text(groups, 'part_adverb')}")


def _length(number: Value, unit: str) -> str:
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    return f"PT{number}{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"P{number}{unit}"


def _duration(groups: Groups, setting: Setting) -> Resolved | None:
    unit = _text(groups, "unit", "unit_adjective", "unit_plural") or "D"
    return Resolved(_length(groups.get("number", "X"), unit), days=(None, None))


def _duration_from(groups: Groups, setting: Setting, side: int) -> Resolved | None:
    resolved = _duration(groups, setting)
    point = _shift(groups, setting.published, side)
    if resolved is None or point is None or setting.published is None:
        return resolved
    return Resolved(resolved.value, days=bounds(point.value))


def _vague_duration(groups: Groups, setting: Setting) -> Resolved | None:
    unit = _text(groups, "unit_plural", "vague_length") or "D"
    value = _length("X", unit)
    return Resolved("PTX" + value.removeprefix("PTX") if value.startswith("PT") else value, days=(None, None))


def _every(groups: Groups, setting: Setting) -> Resolved | None:
    unit = _text(groups, "unit", "unit_singular") or "D"
    return Resolved(_length(groups.get("number", groups.get("ordinal", 1)), unit))


_OPERATIONS: dict[str, Callable[[Groups, Setting], Resolved | None]] = {
    "date": _date,
    "year": _year,
    "season": _season,
    "weekday": _weekday,
    "night_before": _night_before,
    "weekday_habit": _weekday_habit,
    "day_word": _day_word,
    "day_shift": _day_shift,
    "following_day": _following_day,
    "shift_reference": _shift_reference,
    "shift_publication": _shift_publication,
    "fixed": _fixed,
    "period": _period,
    "end_word": _end_word,
    "quarter": _quarter,
    "decade": _decade,
    "century": _century,
    "holiday": _holiday,
    "clock": _clock,
    "part_of_day": _part_of_day,
    "part_habit": _part_habit,
    "duration": _duration,
    "duration_ago": lambda groups, setting: _duration_from(groups, setting, -1),
    "duration_ahead": lambda groups, setting: _duration_from(groups, setting, 1),
    "vague_duration": _vague_duration,
    "vague_length": _vague_duration,
    "every": _every,
}
