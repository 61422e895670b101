"""Where a report tells of a quake, a storm or a crash: whoever is hurt there was attacked by nobody."""

from lagebild.knowledge.event_rules import Grammar
from lagebild.record import Sentence
from lagebild.rules.word_lists import is_listed


def in_mishaps(sentences: tuple[Sentence, ...], grammar: Grammar) -> frozenset[int]:
    """Indexes of the sentences that tell of a mishap, or stand right behind one that does in the same block.

    Not where either names arms, fighters or an attack: a plane crashes, too, when it is shot down.
    """
    if not grammar.mishaps:
        return frozenset()
    told = [_names(sentence, grammar.mishaps) for sentence in sentences]
    found: set[int] = set()
    for number, sentence in enumerate(sentences):
        near = [number]
        if number and sentences[number - 1].block == sentence.block:
            near.append(number - 1)
        if any(told[i] for i in near) and not any(_names(sentences[i], grammar.attacks) for i in near):
            found.add(number)
    return frozenset(found)


def _names(sentence: Sentence, words: frozenset[str]) -> bool:
    return any(is_listed(token.lemma, token.text, words) for token in sentence.tokens)
