"""The operations that give a time expression its TIMEX3 value, by the names that rules call them."""

from collections.abc import Callable
from functools import partial

from lagebild.knowledge.times_words import Operation
from lagebild.stages.times import clocks, days, lengths, periods
from lagebild.stages.times.setting import Groups, Resolved, Setting

_OPERATIONS: dict[Operation, Callable[[Groups, Setting], Resolved | None]] = {
    "date": days.calendar_date,
    "weekday": days.weekday,
    "night_before": days.night_before,
    "weekday_habit": days.weekday_habit,
    "day_word": days.day_word,
    "day_shift": days.day_shift,
    "following_day": days.following_day,
    "holiday": days.holiday,
    "clock": clocks.clock,
    "part_of_day": clocks.part_of_day,
    "part_habit": clocks.part_habit,
    "year": periods.year,
    "new_year": periods.new_year,
    "season": periods.season,
    "period": periods.period,
    "neighbouring_period": periods.neighbouring_period,
    "end_word": periods.end_word,
    "quarter": periods.quarter,
    "decade": periods.decade,
    "century": periods.century,
    "shift_reference": lengths.shift_reference,
    "shift_publication": lengths.shift_publication,
    "fixed": lengths.fixed,
    "duration": lengths.duration,
    "duration_ago": partial(lengths.duration_from, side=-1),
    "duration_ahead": partial(lengths.duration_from, side=1),
    "vague_duration": lengths.vague_duration,
    "vague_length": lengths.vague_duration,
    "every": lengths.every,
}


def resolve(operation: Operation, groups: Groups, setting: Setting) -> Resolved | None:
    """Give the value of an expression; None if the words do not make one (31 February)."""
    return _OPERATIONS[operation](groups, setting)
