"""Days that are told from another: "marched on Saturday, three days after police had broken up a rally"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from lagebild.knowledge.stories_words import StoryWords
from lagebild.record import Event, Report, Sentence, Time
from lagebild.stories.days import published_of

_LENGTH = re.compile(r"P(\d+)([DW])")
DAYS = {"D": 1, "W": 7}
MOST = 60  # days; what lies further back is history


def day_told_from(event: Event, events: Sequence[Event], report: Report, words: StoryWords) -> str | None:
    """ISO day of an event right behind "so many days after", counted back from the day of what came after it.

    That is the day of another of the sentence's `events`, else that of publication. None where nothing of this is told.
    """
    if event.date_begin:
        return None
    sentence, times = (report.sentences or ())[event.sentence], report.times or ()
    first, last = (bisect_left(times, at, key=lambda time: time.span[0]) for at in sentence.span)
    told = [(t, n) for t in times[first:last] if (n := _days(t)) and _is_after(t, event, sentence, words)]
    if not told:
        return None
    time, days = told[-1]
    beside = [e for e in events if e is not event]
    if any(time.span[1] <= other.trigger[0] < event.trigger[0] for other in beside):
        return None  # the first behind it is meant
    base = _day_of(beside, time) or published_of(report)
    return (date.fromisoformat(base[:10]) - timedelta(days=days)).isoformat() if base else None


def _days(time: Time) -> int | None:
    found = _LENGTH.fullmatch(time.value)
    days = int(found.group(1)) * DAYS[found.group(2)] if found else 0
    return days if 0 < days <= MOST else None


def _is_after(time: Time, event: Event, sentence: Sentence, words: StoryWords) -> bool:
    """The length stands in the sentence before the event, "after" right behind it, and that governs the event."""
    if time.span[1] > event.trigger[0]:
        return False
    tokens = sentence.tokens
    after = next((t for t in tokens if t.span[0] >= time.span[1]), None)
    if after is None or after.text.lower() not in words.after:
        return False
    at = next((i for i, t in enumerate(tokens) if t.span[0] <= event.trigger[0] < t.span[1]), -1)
    heads = {after.head}
    if after.head >= 0 and tokens[after.head].deprel.startswith("nsubj"):
        heads.add(tokens[after.head].head)  # "a day after Riga signed": parsers take it for "after Riga"
    while at >= 0 and at not in heads:
        at = tokens[at].head
    return at >= 0


def _day_of(beside: Sequence[Event], time: Time) -> str | None:
    """The day of the act that came after: one before the length, else one far behind it."""
    dated = [e for e in beside if e.date_begin is not None]
    before = [e for e in dated if e.trigger[0] < time.span[0]]
    return next((e.date_begin for e in (*reversed(before), *reversed(dated))), None)
