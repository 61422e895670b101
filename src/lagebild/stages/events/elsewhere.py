"""Whether a whole report is of another world than politics: sport, culture, science."""

from collections.abc import Container, Sequence

from lagebild.record import Entity, Sentence, Span
from lagebild.rules.word_lists import names_one

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


def tells_of_pastime(sentence: Sentence, words: frozenset[str], counting: frozenset[str]) -> bool:
    """True if it has one of these words; what is `counting` is none of them as a number: "elf Tote"."""
    said = [t for t in sentence.tokens if not (t.upos == "NUM" and t.text.casefold() in counting)]
    return names_one(said, words)


def is_elsewhere(
    sentences: Sequence[Sentence], named: Sequence[bool], governing: Container[Span] = frozenset()
) -> bool:
    """True if the report is on sport, culture or science, by the share of its sentences for which `named` says so.

    Not where clearly more of its sentences name somebody of `governing`: talks on sending a team to the games, a
    minister's tour and the goal of it.
    """
    whole = [(one, told) for one, told in zip(sentences, named, strict=True) if len(one.tokens) >= FEWEST]
    found = sum(told for _, told in whole)
    if len(whole) < FEWEST or found / len(whole) < ELSEWHERE:
        return False
    ruled = sum(any(token.span in governing for token in sentence.tokens) for sentence, _ in whole)
    return ruled < MORE * found or ruled / len(whole) < GOVERNED
