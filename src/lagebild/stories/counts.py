"""What numbers count in a sentence: so many killed, so many arrested, in whatever language."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from msgspec.structs import replace

from lagebild.knowledge.stories_words import StoryWords
from lagebild.record import Event, Quantity, Report, Sentence, Span, Token
from lagebild.stories.days import days_between, published_of
from lagebild.stories.identities import Identities
from lagebild.stories.model import THEM, Count

_DURATION = re.compile(r"PT?(\d+(?:\.\d+)?)([A-Z])")  # TIMEX3: P8Y, PT48H
VAGUE = 20  # from here on a spelled number without an upper end is "dozens", not "at least six"
CLIMB = 3  # words upwards from a number in which what it counts is looked for
# What the reader says became of those counted, by the names that claims compare; what they are is looked up here.
FATES = {
    "killed": "killed", "wounded": "injured", "missing": "missing", "arrested": "arrested", "captured": "abducted",
    "released": "freed", "displaced": "displaced",
}  # fmt: skip
# What became of those to whom it was done, where no word says it: "declared two men personae non gratae".
FATE_OF_MODE = {
    "expel": "expelled",
    "deport": "expelled",
    "arrest": "arrested",
    "release": "freed",
    "abduct": "abducted",
}
WEAPONS = "weapons"
PARTS = {("Y", "M"): 12, ("M", "D"): 30, ("W", "D"): 7, ("D", "H"): 24}  # of the smaller unit make the larger
LATELY = 7  # days
SPANNING = ("obl", "nmod", "advcl", "advmod")  # how "since 2009" hangs on the verb whose number it sums up


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


class Figure(_Spanned, Protocol):
    """What figures are read from: a quantity of a report that was just read, or of one that was stored."""

    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


S = TypeVar("S", bound=_Spanned)


def counts_of(
    report: Report,
    event: Event,
    identities: Identities,
    words: StoryWords,
    told_after: Mapping[str, tuple[str, ...]],
    telling: Container[int],
) -> tuple[tuple[Count, ...], Span | None]:
    """The numbers of the event's sentence with what they count; those that the event holds come first.

    And the next sentence where it adds some; None where it adds none.
    A next sentence without an event of its own adds what belongs to this type of event (`told_after`): "Forty others
    were injured." `telling` are the sentences that have one.
    """
    sentences = report.sentences or ()
    own = _counts_in(report, event, sentences[event.sentence], identities, words)
    after = event.sentence + 1
    if after >= len(sentences) or after in telling:
        return own, None
    if sentences[after].block != event.block:
        return own, None
    wanted = set(told_after.get(event.type, ())) - {count.kind for count in own}
    added = tuple(c for c in _counts_in(report, event, sentences[after], identities, words) if c.kind in wanted)
    return (*own, *added), (sentences[after].span if added else None)


def _counts_in(
    report: Report, event: Event, sentence: Sentence, identities: Identities, words: StoryWords
) -> tuple[Count, ...]:
    held = {report.quantities[i].span for i in event.quantities} if report.quantities else set()
    quantities = _within(report.quantities or (), sentence.span)
    counted = []
    for q in quantities:
        count = _count(q, report, sentence, event, words)
        counted.append((q.span not in held, replace(count, group=_group(q.span, sentence, identities, words))))
    counted += [(True, count) for count in _bare(report, sentence, quantities, words)]
    counted += [(True, count) for count in _durations(report, sentence, words)]
    return tuple(count for _, count in sorted(counted, key=lambda pair: pair[0]))


def _group(span: Span, sentence: Sentence, identities: Identities, words: StoryWords) -> str | None:
    """Who is counted; THEM of "32 of them", who are nobody but those named before."""
    of_them = _is_of_them(_head(sentence.tokens, span), sentence.tokens)
    return THEM if of_them else identities.group(span, words.civilians)


def _is_of_them(number: int, tokens: Sequence[Token]) -> bool:
    """ "32 of them", wherever the parse hangs the pronoun."""
    return number >= 0 and [t.upos for t in tokens[number + 1 : number + 3]] == ["ADP", "PRON"]


def _durations(report: Report, sentence: Sentence, words: StoryWords) -> Iterator[Count]:
    """How long: eight years in prison, a strike of two days; "four years and eight months" are one length."""
    text, before = report.page.text, 0
    found: list[tuple[str, float, float]] = []
    for time in _within(report.times or (), sentence.span):
        told = _DURATION.fullmatch(time.value) if time.type == "DURATION" else None
        if told is None or _is_distance(time.span, sentence.tokens, words):
            continue
        unit, length, said = told[2], float(told[1]), text[slice(*time.span)].lower()
        joined = words.joins.fullmatch(text[before : time.span[0]]) if found else None
        before = time.span[1]
        if joined and (share := PARTS.get((found[-1][0], unit))):
            larger, low, high = found.pop()
            found.append((larger, low + length / share, high + length / share))
        else:
            low, high = words.about(said)
            found.append((unit, length - low, length + high))
    for unit, low, high in found:
        yield Count(low, high, None, f"P{unit}")


def _is_distance(span: Span, tokens: Sequence[Token], words: StoryWords) -> bool:
    """How long before or after something else: "three days after a boat came under fire", "vor zwei Jahren"."""
    first = next((i for i, token in enumerate(tokens) if token.span[1] > span[0]), 0)
    last = next((i for i, token in enumerate(tokens) if token.span[0] >= span[1]), len(tokens))
    beside = (*tokens[max(first - 1, 0) : first + 1], *tokens[last : last + 1])
    return any(token.text.lower() in words.distances for token in beside)


def numbers_in(quantities: Sequence[Figure], span: Span) -> tuple[tuple[int, str], ...]:
    """The figures of a stretch of text with where they stand, of quantities in text order; times are none."""
    told = ((q.span[0], q.low if q.low is not None else q.high) for q in _within(quantities, span))
    return tuple((at, f"{value:g}") for at, value in told if value is not None)


def _within(items: Sequence[S], span: Span) -> list[S]:
    """Those of a list in text order that lie in a stretch of text."""
    first = bisect_left(items, span[0], key=lambda item: item.span[0])
    last = bisect_left(items, span[1] + 1, lo=first, key=lambda item: item.span[0])
    return [item for item in items[first:last] if item.span[1] <= span[1]]


def _count(quantity: Quantity, report: Report, sentence: Sentence, event: Event, words: StoryWords) -> Count:
    if _is_vague(quantity, report, sentence):
        return Count(quantity.low, quantity.high, quantity.unit)
    if _sums_up(report, sentence, quantity.span, words):
        return Count(quantity.low, quantity.high, quantity.unit)
    if quantity.unit and quantity.unit.isupper():
        return Count(quantity.low, quantity.high, quantity.unit, quantity.unit)  # a currency
    told = FATES.get(quantity.kind) if quantity.kind else None
    told = "expelled" if told == "displaced" and event.type == "SANCTION" else told
    told = WEAPONS if quantity.kind == WEAPONS else told  # "ten tanks were handed over": nobody is freed
    kind = told or _kind(_head(sentence.tokens, quantity.span), sentence.tokens, words)
    if kind is None and any(_overlap(p.span, quantity.span) for p in event.recipients):
        kind = next((FATE_OF_MODE[mode] for mode in event.modes if mode in FATE_OF_MODE), "recipients")
    elif kind is None and any(_overlap(p.span, quantity.span) for p in event.actors):
        kind = "protesters" if event.type == "PROTEST" else "actors"
    return Count(quantity.low, quantity.high, quantity.unit, kind)


def _is_vague(quantity: Quantity, report: Report, sentence: Sentence) -> bool:
    """Several, dozens, thousands: a size and no number that another could contradict."""
    if quantity.high is not None or any(letter.isdigit() for letter in report.page.text[slice(*quantity.span)]):
        return False
    inside = (token for token in sentence.tokens if _overlap(token.span, quantity.span))
    return (quantity.low or 0) >= VAGUE or not any(token.upos == "NUM" for token in inside)


def _sums_up(report: Report, sentence: Sentence, span: Span, words: StoryWords) -> bool:
    """The number is of more than one happening: "killed since 2009", "so far this year", "across the country".

    "On strike since Tuesday" is one. Nor is it of the happening where it is of the rest: "four remain in custody".
    """
    if words.sums_up.search(report.page.text[slice(*sentence.span)].lower()):
        return True
    tokens = sentence.tokens
    above, at = set(), _head(tokens, span)
    while at >= 0:
        above.add(at)
        at = -1 if tokens[at].upos == "VERB" else tokens[at].head
    if any(tokens[i].lemma.lower() in words.remaining for i in above):
        return True
    return any(
        token.lemma.lower() in words.since
        and token.head >= 0
        and tokens[token.head].head in above
        and tokens[token.head].deprel.startswith(SPANNING)
        and not _is_of_these_days(report, tokens[token.head].span)
        for token in tokens
    )


def _is_of_these_days(report: Report, span: Span) -> bool:
    """A day of the week before publication stands there."""
    named = (time for time in _within(report.times or (), span) if time.begin and time.begin == time.end)
    days = [days_between(time.begin, published_of(report)) for time in named]
    return any(ago is not None and 0 <= ago <= LATELY for ago in days)


def _bare(report: Report, sentence: Sentence, quantities: Sequence[Quantity], words: StoryWords) -> Iterator[Count]:
    """Numbers that name no unit and yet count something: "killing five and wounding 17"."""
    taken = [q.span for q in quantities] + [t.span for t in _within(report.times or (), sentence.span)]
    for i, token in enumerate(sentence.tokens):
        if not token.text.isdigit() or any(_overlap(span, token.span) for span in taken):
            continue
        if kind := _kind(i, sentence.tokens, words, climb=1) or _kind_below(i, sentence.tokens, words):
            group = THEM if _is_of_them(i, sentence.tokens) else None
            yield Count(float(token.text), float(token.text), None, kind, group)


def _head(tokens: Sequence[Token], span: Span) -> int:
    """The token of a stretch on which its others hang."""
    inside = [i for i, token in enumerate(tokens) if _overlap(token.span, span)]
    tops = [i for i in inside if tokens[i].head not in inside]
    return tops[-1] if tops else (inside[-1] if inside else -1)


def _kind(head: int, tokens: Sequence[Token], words: StoryWords, climb: int = CLIMB) -> str | None:
    """What the word above a number says of it ("were arrested"), else what the counted word itself says ("Tote")."""
    if head < 0:
        return None
    at, below = tokens[head].head, head
    for _ in range(climb):
        if at < 0 or _does_it(below, at, tokens) or _is_aside(below, head, at, tokens):
            break
        if tokens[at].lemma.lower() in words.rising:
            return _kind_within(at, "nsubj", tokens, words)
        if tokens[at].lemma.lower() in words.stating:
            return _kind_within(at, "obj", tokens, words)
        if kind := words.kind_of.get(tokens[at].lemma.lower()):
            return kind
        if tokens[at].upos == "VERB":
            break  # "4,000 stopped work, and 28 ships were waiting": the ships did not stop
        at, below = tokens[at].head, at
    return words.kind_of.get(tokens[head].lemma.lower())


def _does_it(noun: int, verb: int, tokens: Sequence[Token]) -> bool:
    """Those counted do to others what the verb says: "two gunmen killed a guard", "two sides exchanged captives"."""
    if tokens[noun].deprel != "nsubj" or tokens[verb].upos != "VERB":
        return False
    return any(token.head == verb and token.deprel == "obj" for token in tokens)


def _is_aside(below: int, head: int, verb: int, tokens: Sequence[Token]) -> bool:
    """What is counted belongs to a phrase beside the verb: "streiken für einen Mindestlohn von 18.500 Rand"."""
    return tokens[verb].upos == "VERB" and below != head and tokens[below].deprel == "obl"


def _kind_below(number: int, tokens: Sequence[Token], words: StoryWords) -> str | None:
    """What hangs on a bare number: "with 34 injured"."""
    below = (token for token in tokens if token.head == number)
    return next((kind for token in below if (kind := words.kind_of.get(token.lemma.lower()))), None)


def _kind_within(verb: int, relation: str, tokens: Sequence[Token], words: StoryWords) -> str | None:
    """What a verb's subject or object counts: the number of people killed rose to 19; put the number of dead at 17."""
    subjects = {i for i, token in enumerate(tokens) if token.head == verb and token.deprel.startswith(relation)}
    for i, token in enumerate(tokens):
        above = i
        while above >= 0 and above not in subjects and above != verb:
            above = tokens[above].head
        if above in subjects and (kind := words.kind_of.get(token.lemma.lower())):
            return kind
    return None


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
