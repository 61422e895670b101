"""When, where and how many: what stands near an event."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from msgspec.structs import replace

from lagebild.knowledge.event_rules import Grammar
from lagebild.record import Block, Masthead, Place, Quantity, Sentence, Span, Time, Token
from lagebild.rules.modality import Reading
from lagebild.rules.tree import Tree, has, matches
from lagebild.stages.events.dating import (
    ends_clause,
    governs,
    is_mentioned,
    is_of_a_dated_noun,
    is_of_a_noun,
    is_of_a_participle,
    is_of_a_reason,
    is_of_another_clause,
    is_of_the_noun_before,
    is_told_beside,
    is_within_a_noun,
)
from lagebild.stages.events.scopes import is_outside
from lagebild.stages.events.whereabouts import Named, place_of

RUNNING = ("title", "lead", "body")  # kinds of block that tell the story; captions and headlines stand between


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


# A day whose year, or whose week, is not known: TIMEX3 values of "am Freitag" and "am 28. September".
_OPEN_DAY = re.compile(r"XXXX-(?:WXX-\d|\d\d-\d\d)")


class Circumstances:
    """Times, places and quantities of a report, looked up by clause."""

    def __init__(
        self,
        places: tuple[Place, ...],
        times: tuple[Time, ...],
        quantities: tuple[Quantity, ...],
        masthead: Masthead,
        blocks: tuple[Block, ...],
        sentences: tuple[Sentence, ...],
        grammar: Grammar,
    ) -> None:
        self._grammar = grammar
        self.times = times
        self._times, self._counts = _Spans(times), _Spans(quantities)
        self._stamps = _stamps(sentences, times)
        self._places = Named(places, _running(places, blocks))
        self._quantities = quantities
        self._published = (masthead.published or "")[:10]

    def times_within(self, span: Span) -> list[Span]:
        """Spans of the times in a stretch of text."""
        return [self.times[i].span for i in self._times.within(span)]

    def time_of(self, tree: Tree, trigger: int, clause: set[int], said: tuple[Span, ...] = ()) -> int | None:
        """Index of the time that dates the event: in its clause, else the sentence's only one before it.

        `said` is what somebody is quoted with around the event: a day beside it is not that of what was done before.
        """
        over = bool(said) and _is_over(tree, trigger)
        inside = [
            i
            for i in self._times.within(tree.sentence.span)
            if _is_when(self.times[i])
            and _names_a_year_at_most(self.times[i])
            and not (over and is_outside(self.times[i].span, said))
            and not self._dates_another(tree, self.times[i].span, trigger)
        ]
        if _describes_what_follows(tree, trigger):  # "der am Montag festgenommene Journalist"
            below = (i for i in inside if (at := tree.at(self.times[i].span)) and trigger in tree.ancestors(at[0]))
            return next(below, None)
        several = len(inside) > 1
        inside = [i for i in inside if not self._dates_another_clause(tree, self.times[i], trigger)]
        own = [
            i
            for i in inside
            if (at := tree.at(self.times[i].span))
            and ((set(at) & clause and governs(tree, at, trigger)) or ends_clause(tree, at, trigger))
            and not is_of_a_noun(tree, at, trigger, with_case=_is_long(self.times[i]))
        ]
        if is_mentioned(tree, trigger):
            return next((i for i in own if trigger in tree.ancestors(tree.at(self.times[i].span)[0])), None)
        if own:
            return self._nearest(tree, own, trigger)
        before = [
            i
            for i in inside
            if self.times[i].span[1] <= tree.tokens[trigger].span[0]
            and (at := tree.at(self.times[i].span))
            and not is_of_a_noun(tree, at, trigger, with_case=False)
            and not any(
                is_told_beside(tree, trigger, a) for a in tree.ancestors(at[0]) if tree.tokens[a].upos == "VERB"
            )
        ]
        if inside:
            alone = not several and before and not self._is_apart(tree, trigger)
            return before[0] if alone and not is_within_a_noun(tree, trigger) else None
        return self._stamps.get(tree.sentence.block)

    def _nearest(self, tree: Tree, found: Sequence[int], trigger: int) -> int:
        """The time of several that is the trigger's: a day before a year, what hangs on it before what stands near."""
        days = [i for i in found if not _is_long(self.times[i])]
        verb = tree.tokens[trigger].upos in ("VERB", "AUX")
        chosen = days if days and verb else found  # "was convicted on Monday for a killing in Lima in 2013"
        if days and not verb and len(days) < len(found):  # "apologised on Monday for the massacre in 1925"
            chosen = [i for i in found if self.times[i].span[0] > tree.tokens[trigger].span[0]] or found

        def rank(i: int) -> tuple[bool, int]:
            over = next(
                (a for a in tree.ancestors(tree.at(self.times[i].span)[0]) if tree.tokens[a].upos == "VERB"), -1
            )
            return (verb and over != trigger, _distance(self.times[i].span, tree.tokens[trigger].span))

        return min(chosen, key=rank)

    def _dates_another(self, tree: Tree, span: Span, trigger: int) -> bool:
        """True if the time is a deadline, or belongs to a noun: "das Abkommen von 2005", "der heute 80-Jährige"."""
        at = tree.at(span)
        if not at:
            return False
        words = {tree.tokens[i].text.casefold() for i in at}.union(*(tree.case_words(i) for i in at))
        if words & self._grammar.deadline_cases:
            return True
        top = tree.top_of(at)
        head = tree.tokens[top].head
        if head >= 0 and head != trigger and _describes_what_follows(tree, head):
            return True  # "nach der am Dienstag erfolgten Wahl"
        if head < 0 or head == trigger or tree.tokens[head].upos not in ("NOUN", "PROPN", "ADJ"):
            return False
        if trigger in tree.ancestors(top) and tree.tokens[trigger].upos == "NOUN":
            return False
        if tree.case_words(head) & self._grammar.occasion_cases:
            return False  # "bei der Wahl vom 2. April" dates what was done there, too
        bare = not tree.case_words(top) and all(tree.tokens[i].text.isdigit() for i in at)
        named = tree.tokens[top].deprel == "nmod" and (bare or bool(words & self._grammar.dating_cases))
        aged = tree.tokens[top].deprel == "advmod" and not tree.with_relation(head, "cop")
        return named or aged

    def _dates_another_clause(self, tree: Tree, time: Time, trigger: int) -> bool:
        """True if it dates a clause over, beside or under the trigger's, or a happening that is only mentioned."""
        at = tree.at(time.span)
        return bool(at) and (
            is_of_another_clause(tree, at, trigger, self._grammar)
            or is_of_the_noun_before(tree, at, trigger, self._grammar)
            or (_is_long(time, days=27) and is_of_a_reason(tree, at, trigger, self._grammar))
            or (_is_long(time, days=27) and is_of_a_participle(tree, at, trigger))
            or is_of_a_dated_noun(tree, at, trigger, self._grammar)
        )

    def _is_apart(self, tree: Tree, trigger: int) -> bool:
        """A length and "after" stand before it: "on Saturday, three days after police broke up a rally"."""
        ends = {
            self.times[i].span[1] for i in self._times.within(tree.sentence.span) if self.times[i].type == "DURATION"
        }
        return any(
            token.text.casefold() in self._grammar.time_marks and tree.tokens[i - 1].span[1] in ends
            for i, token in enumerate(tree.tokens[:trigger])
            if i
        )

    def place_of(
        self,
        tree: Tree,
        trigger: int,
        clause: set[int],
        speaking: tuple[Span, ...],
        parties: tuple[Span, ...] | None = None,
        said: tuple[Span, ...] = (),
        involved: tuple[Span, ...] = (),
    ) -> int | None:
        """Index of the place of the event; `speaking` are the spans of those who only speak in it.

        `parties` are the spans of all participants of an event that consists in words; None: it is a deed. `said` is
        what somebody is quoted with around it: what stands beside is the place of the saying. `involved` are the spans
        of all participants: where they come from is no place of what they do.
        """
        return place_of(self._places, tree, trigger, clause, speaking, self._grammar, parties, said, involved)

    def place(self, place: int) -> Place:
        """The place of this index."""
        return self._places.places[place]

    def has_country(self, place: int) -> bool:
        """True if the country of this place is known."""
        return self._places.places[place].country is not None

    def quantities_of(self, tree: Tree, clause: set[int]) -> tuple[int, ...]:
        """Indexes of the quantities in the event's clause."""
        return tuple(
            i for i in self._counts.within(tree.sentence.span) if set(tree.at(self._quantities[i].span)) & clause
        )

    def future(self, reading: Reading, tree: Tree, trigger: int, when: int | None) -> Reading:
        """A present tense dated after the publication day tells a plan: "kommen am Donnerstag zusammen"."""
        if reading.modality == "expected" and tree.tokens[trigger].upos == "VERB" and _is_past(tree, trigger):
            return replace(reading, modality="possible")  # "wahrscheinlich griffen sie an": nobody expects what is past
        if (
            reading.modality == "asserted"
            and not self._published
            and (day := self._coming_day(tree, trigger)) is not None
        ):
            return replace(reading, modality="planned", cue=self.times[day].span)
        if when is None or reading.modality != "asserted" or not self._published:
            return reading
        begin = self.times[when].begin
        if begin and begin[:10] > self._published and not _is_past(tree, trigger):
            at = tree.at(self.times[when].span)
            if not set().union(*(tree.case_words(i) for i in at)) & self._grammar.dating_cases:
                return replace(reading, modality="planned", cue=self.times[when].span)
        return reading

    def _coming_day(self, tree: Tree, trigger: int) -> int | None:
        """ "Am Freitag empfängt sie ihn": what a report without a date tells in the present tense of a day is to come.

        Only where the day has no year and hangs on the verb itself, or a word says that it is to come ("morgen").
        """
        token = tree.tokens[trigger]
        if not self._grammar.day_cases or token.upos != "VERB" or not has(token, "Tense=Pres", "VerbForm=Fin"):
            return None
        if not has(token, "Mood=Ind") or _is_past(tree, trigger):
            return None
        for i in self._times.within(tree.sentence.span):
            at = tree.at(self.times[i].span)
            if self.times[i].begin is not None or not at:
                continue
            top = tree.top_of(at)
            if tree.tokens[top].head != trigger:
                continue
            day = _OPEN_DAY.fullmatch(self.times[i].value) and tree.case_words(top) & self._grammar.day_cases
            if day or any(tree.tokens[j].lemma.casefold() in self._grammar.coming for j in at):
                return i
        return None

    def is_to_come(self, when: int | None, reading: Reading, tree: Tree, trigger: int) -> bool:
        """True if a time lies after the publication day though its event is told as done, in a past tense."""
        if when is None or reading.modality not in ("asserted", "denied") or not self._published:
            return False
        begin = self.times[when].begin
        return begin is not None and begin[:10] > self._published and _is_past(tree, trigger)


def _is_past(tree: Tree, trigger: int) -> bool:
    """True if the verb of the trigger, or its auxiliary, is in a past tense, the perfect included."""
    verb = trigger
    if tree.tokens[trigger].upos not in ("VERB", "AUX") and tree.tokens[trigger].head >= 0:
        verb = tree.tokens[trigger].head
    finite = [tree.tokens[verb], *(tree.tokens[c] for c in tree.with_relation(verb, "aux", "cop"))]
    if any(has(t, "Tense=Past", "VerbForm=Fin") or _is_strong_past(t) for t in finite):
        return True
    participle = has(tree.tokens[verb], "VerbForm=Part")
    return participle and not tree.with_relation(verb, "aux:pass")


def _is_over(tree: Tree, trigger: int) -> bool:
    """Told as past, in the passive, too: "sei festgenommen worden", "had been held"."""
    verb = trigger
    if tree.tokens[trigger].upos not in ("VERB", "AUX") and tree.tokens[trigger].head >= 0:
        verb = tree.tokens[trigger].head
    perfect = any(has(tree.tokens[c], "VerbForm=Part") for c in tree.with_relation(verb, "aux"))
    return perfect or _is_past(tree, trigger)


def _is_strong_past(token: Token) -> bool:
    """ "sie verließen", taken for a present: in that the third person plural is the infinitive itself."""
    plural = (
        token.upos == "VERB" and has(token, "Number=Plur", "Person=3", "VerbForm=Fin") and not has(token, "Mood=Sub")
    )
    return plural and not token.lemma.casefold().endswith(token.text.casefold())


def _running(places: tuple[Place, ...], blocks: tuple[Block, ...]) -> frozenset[int]:
    """Indexes of the places in title, lead and body."""
    spans = _Spans(places)
    return frozenset(i for b in blocks if b.kind in RUNNING for i in spans.within(b.span))


def _stamps(sentences: tuple[Sentence, ...], times: tuple[Time, ...]) -> dict[int, int]:
    """Block → the time that it opens with, as the entries of a live blog do: it dates what has no other time."""
    found: dict[int, int] = {}
    spans, block = _Spans(times), -1
    for sentence in sentences:
        opens, block = sentence.block != block, sentence.block
        clock = [i for i in spans.within(sentence.span) if times[i].type == "TIME" and times[i].begin] if opens else []
        if len(clock) == 1 and not any(t.upos in ("VERB", "AUX") for t in sentence.tokens):
            found[block] = clock[0]
    return found


def _describes_what_follows(tree: Tree, i: int) -> bool:
    """True of a participle before its noun: "der am Dienstag festgenommene Journalist"."""
    token = tree.tokens[i]
    return matches(token.deprel, ("amod",)) or (matches(token.deprel, ("acl",)) and token.head > i)


def _is_when(time: Time) -> bool:
    """A date or hour, or a length that leads back to one day: "vor drei Tagen"."""
    return time.type in ("DATE", "TIME") or (
        time.type == "DURATION" and time.begin is not None and time.begin == time.end
    )


def _names_a_year_at_most(time: Time) -> bool:
    """False for centuries and open times: they date no event."""
    length = _length(time)
    return length <= timedelta(days=366) if length is not None else bool(time.begin)


def _is_long(time: Time, days: int = 31) -> bool:
    """True for a year or a season: on a noun, it dates that noun ("criticised him for his vote in 2005")."""
    length = _length(time)
    return length is not None and length > timedelta(days=days)


def _length(time: Time) -> timedelta | None:
    """From the first day to the last; None for an open time."""
    if not time.begin or not time.end:
        return None
    return date.fromisoformat(time.end[:10]) - date.fromisoformat(time.begin[:10])


class _Spans:
    """Where things in text order begin."""

    def __init__(self, items: Sequence[_Spanned]) -> None:
        self._starts = [item.span[0] for item in items]

    def within(self, span: Span) -> range:
        """Indexes of those that begin in a stretch of text."""
        first = bisect_left(self._starts, span[0])
        return range(first, bisect_left(self._starts, span[1], lo=first))


def _distance(a: Span, b: Span) -> int:
    return max(b[0] - a[1], a[0] - b[1], 0)
