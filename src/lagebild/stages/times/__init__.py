"""When: dates, times, durations and repetitions as TIMEX3, resolved against the publication date."""

import re
from bisect import bisect_left
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from lagebild.knowledge.times_words import CompiledRule, TimeWords, Value
from lagebild.pipeline import Found
from lagebild.record import Masthead, Note, Page, Sentence, Span, Time, TimeType
from lagebild.rules.tree import Tree
from lagebild.stages.times.bare_years import counts_something
from lagebild.stages.times.dates import bounds
from lagebild.stages.times.resolve import resolve
from lagebild.stages.times.setting import Resolved, Setting
from lagebild.stages.times.tense import happens_once, tense

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}(?!\d)")
WITHIN_DAY = ("clock", "part_of_day")  # operations that need the day they fall on
SCALES = ("DATE", "TIME")  # types whose value may turn one into the other: a weekday with an hour is a TIME


class Named(Struct, frozen=True):
    """What has been named so far: the last single day, and the last value with a year."""

    day: date | None = None
    value: str | None = None

    def then(self, time: Time) -> "Named":
        """After one more expression."""
        dated = time.type in SCALES and _YEAR.match(time.value)
        return Named(_day(time) or self.day, time.value if dated else self.value)


def find_times(
    page: Page, sentences: tuple[Sentence, ...], masthead: Masthead | None, *, words: TimeWords
) -> Found[tuple[Time, ...]]:
    """Find expressions of time sentence by sentence; each may lean on those before it."""
    published, notes = _published(page, masthead)
    times: list[Time] = []
    before = Named()
    for sentence in sentences:
        found = _in_sentence(page.text, sentence, published, before, words)
        times.extend(found)
        for time in found:
            before = before.then(time)
    return Found(tuple(times), notes)


def _published(page: Page, masthead: Masthead | None) -> tuple[date | None, tuple[Note, ...]]:
    given = (masthead.published if masthead else None) or page.published
    if not given:
        return None, (Note("times", "no publication date: relative times stay open"),)
    try:
        return date.fromisoformat(given[:10]), ()
    except ValueError:
        return None, (Note("times", f"publication date {given!r} is no ISO date: relative times stay open"),)


def _in_sentence(text: str, sentence: Sentence, published: date | None, before: Named, words: TimeWords) -> list[Time]:
    start = sentence.span[0]
    surface = _as_analysed(text, sentence)
    chosen = _chosen(surface, words.may_match(surface.casefold()))
    if not chosen:
        return []
    tree = Tree(sentence)
    found: list[Time] = []
    within_day: list[tuple[CompiledRule, re.Match[str], Span]] = []
    same_sentence: date | None = None
    hour = any(rule.rule.operation == "clock" for rule, _ in chosen)
    habit = any(rule.rule.type == "SET" for rule, _ in chosen)
    for rule, match in chosen:
        here = match.span("time") if "time" in match.re.groupindex else match.span()
        span = (start + here[0], start + here[1])
        if rule.rule.operation in WITHIN_DAY:
            within_day.append((rule, match, span))
        elif rule.rule.operation != "year" or not counts_something(sentence, span, published, words):
            setting = _setting(tree, span, published, before, same_sentence, words, hour)
            for time in _resolved(rule, match, span, setting, words):
                found.append(time)
                same_sentence, before = _day(time) or same_sentence, before.then(time)
    days = [(time.span[0], day) for time in found if (day := _day(time))]
    for rule, match, span in within_day:
        # "um 7 Uhr am Montag": the day may also follow; the nearest before comes first.
        i = bisect_left(days, span[0], key=lambda pair: pair[0])
        nearest = days[max(i - 1, 0)][1] if days else None
        if nearest is None and span[0] == start and rule.rule.operation == "clock":
            nearest = published  # the stamp of a live blog: "20:30 Uhr: …"
        setting = replace(_setting(tree, span, published, before, nearest, words), habit=habit)
        found += _resolved(rule, match, span, setting, words)
    return sorted(found, key=lambda time: time.span)


def _setting(
    tree: Tree,
    span: Span,
    published: date | None,
    before: Named,
    same: date | None,
    words: TimeWords,
    hour: bool = False,
) -> Setting:
    return Setting(
        published,
        same or before.day,
        same,
        lambda: tense(tree, span, words),
        before.value,
        lambda: hour or happens_once(tree, span, words),
    )


def _resolved(rule: CompiledRule, match: re.Match[str], span: Span, setting: Setting, words: TimeWords) -> list[Time]:
    resolved = resolve(rule.rule.operation, _groups(rule, match, words), setting)
    return [_time(rule, span, resolved)] if resolved else []


def _as_analysed(text: str, sentence: Sentence) -> str:
    """The sentence as on the page, but with the engine's letters where it recased capitals."""
    start, end = sentence.span
    surface = text[start:end]
    if not surface.isupper():
        return surface
    letters = list(surface)
    for token in sentence.tokens:
        if len(token.text) == token.span[1] - token.span[0]:
            letters[token.span[0] - start : token.span[1] - start] = token.text
    return "".join(letters)


def _chosen(surface: str, rules: list[tuple[int, CompiledRule]]) -> list[tuple[CompiledRule, re.Match[str]]]:
    """Matches in text order, none overlapping: of those that do, the longest, then the earlier rule's."""
    candidates = [
        (start - end, order, start, end, rule, match)
        for order, rule in rules
        for match in rule.search.finditer(surface)
        for start, end in [match.span("time") if "time" in match.re.groupindex else match.span()]
    ]
    candidates.sort(key=lambda c: c[:4])
    taken: list[tuple[int, int, CompiledRule, re.Match[str]]] = []
    starts: list[int] = []
    for _, _, start, end, rule, match in candidates:
        i = bisect_left(starts, start)
        if (i < len(taken) and taken[i][0] < end) or (i and taken[i - 1][1] > start):
            continue
        starts.insert(i, start)
        taken.insert(i, (start, end, rule, match))
    return [(rule, match) for _, _, rule, match in taken]


def _groups(rule: CompiledRule, match: re.Match[str], words: TimeWords) -> dict[str, Value]:
    groups: dict[str, Value] = dict(rule.rule.fixed)
    for name, text in match.groupdict().items():
        if text is not None and name != "time":
            groups[name] = words.value(name, text)
    return groups


def _time(rule: CompiledRule, span: Span, resolved: Resolved) -> Time:
    begin, end = resolved.days if resolved.days is not None else bounds(resolved.value, resolved.part)
    kind: TimeType = resolved.type or rule.rule.type
    if kind in SCALES:
        kind = "TIME" if "T" in resolved.value and "REF" not in resolved.value else "DATE"
    return Time(span, kind, resolved.value, begin, end, f"times:{rule.rule.name}")


def _day(time: Time) -> date | None:
    """The single day that an expression names."""
    if time.type in SCALES and _DAY.match(time.value):
        try:
            return date.fromisoformat(time.value[:10])
        except ValueError:
            return None
    return None
