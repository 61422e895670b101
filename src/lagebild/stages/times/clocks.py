"""Times within a day: hours, and parts of a day."""

from datetime import timedelta

from lagebild.stages.times.setting import Groups, Resolved, Setting, whole, words_of

NIGHT = "NI"


def timed(day: str, groups: Groups) -> Resolved:
    """A day with the clock time or part of the day that the expression gives."""
    hour = whole(groups, "hour")
    if hour is not None:
        shift = sum(whole(groups, name, 0) or 0 for name in ("minute", "half", "half_hour"))
        minutes = 60 * _hour(hour, groups) + shift
        return Resolved(f"{day}T{minutes // 60 % 25:02d}:{minutes % 60:02d}")
    part = words_of(groups, "part", "part_noun", "early", "part_alone", "over_night")
    return Resolved(f"{day}T{part}") if part else Resolved(day)


def _hour(hour: int, groups: Groups) -> int:
    half = words_of(groups, "clock_half")
    afternoon = half == "PM" or words_of(groups, "part_adverb", "part_phrase", "part_noun") in ("AF", "EV")
    if afternoon and hour < 12:
        return hour + 12
    return 0 if half == "AM" and hour == 12 else hour


def clock(groups: Groups, setting: Setting) -> Resolved | None:
    """An hour of the day named last, 17 Uhr; of no day where something comes back: täglich um 9 Uhr."""
    if setting.habit and setting.same_sentence is None:
        return timed("", groups)
    day = setting.same_sentence or setting.reference or setting.published
    return timed(day.isoformat() if day else "XXXX-XX-XX", groups)


def part_of_day(groups: Groups, setting: Setting) -> Resolved | None:
    """A part of the day named last, else of the day of publication: am Abend."""
    part = words_of(groups, "part_noun", "part_alone", "over_night")
    day = setting.same_sentence or setting.reference
    if day is None and setting.published is not None:
        day = setting.published - timedelta(days=part == NIGHT)  # reported by day, the night began the evening before
    return Resolved(f"{day.isoformat() if day else 'XXXX-XX-XX'}T{part}")


def part_habit(groups: Groups, setting: Setting) -> Resolved | None:
    """A part of every day, as the length that comes back: nachts PT1NI, as täglich is P1D."""
    return Resolved(f"PT1{words_of(groups, 'part_adverb')}", days=(None, None))
