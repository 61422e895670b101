"""Whether a whole report is of another world than politics: sport, culture, science."""

from collections.abc import Container

from lagebild.record import Entity, Sentence, Span
from lagebild.rules.word_lists import is_listed

# Share of sentences with a word of these worlds. Measured on German news: half to three quarters of the reports on
# sport, culture and science reach it, 7 % of all others.
ELSEWHERE = 0.25
FEWEST = 5  # words of a sentence, and sentences of a report: in fewer the share says nothing
GOVERNED = 0.3  # share of sentences with those who govern from which on a report may be of politics
MORE = 1.5  # times as many sentences must name them as have a word of these worlds
GOVERNING = frozenset({"GOV", "MIL"})


def governing(entities: tuple[Entity, ...]) -> frozenset[Span]:
    """Heads of the mentions of people who govern a country or command its army.

    No countries, which have teams, too, and no bodies, which may be a space agency.
    """
    return frozenset(
        mention.head
        for entity in entities
        if entity.type == "PER"
        for mention in entity.mentions
        if (mention.country or entity.country)
        and (mention.sector or entity.sector or "").partition(" ")[0] in GOVERNING
    )


def is_elsewhere(
    sentences: tuple[Sentence, ...],
    words: frozenset[str],
    governing: Container[Span] = frozenset(),
    *,
    counting: frozenset[str] = frozenset(),
) -> bool:
    """True if the report is on sport, culture or science, by the share of its sentences with one of `words`.

    Not where clearly more of its sentences name somebody of `governing`: talks on sending a team to the games, a
    minister's tour and the goal of it.
    Those that are `counting` are none of them as numbers.
    """
    whole = [s for s in sentences if len(s.tokens) >= FEWEST]
    if not words or len(whole) < FEWEST:
        return False
    found, left = 0, len(whole)
    for sentence in whole:
        found += any(
            is_listed(token.lemma, token.text, words)
            and not (token.upos == "NUM" and token.text.casefold() in counting)
            for token in sentence.tokens
        )
        left -= 1
        if (found + left) / len(whole) < ELSEWHERE:
            return False  # however many of those that are left have one
    ruled = sum(any(token.span in governing for token in sentence.tokens) for sentence in whole)
    return ruled < MORE * found or ruled / len(whole) < GOVERNED
