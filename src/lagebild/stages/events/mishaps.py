"""Where a report tells of a quake, a storm or a crash: whoever is hurt there was attacked by nobody."""

from lagebild.knowledge.event_rules import Grammar
from lagebild.record import Sentence
from lagebild.rules.match import among


def in_mishaps(sentences: tuple[Sentence, ...], grammar: Grammar) -> frozenset[int]:
    """Indexes of the sentences that tell of a mishap, or stand right behind one that does in the same block.

    Not where either names arms, fighters or an attack: a plane crashes, too, when it is shot down.
    """
    found: set[int] = set()
    if not grammar.mishaps:
        return frozenset()
    for number, sentence in enumerate(sentences):
        words = _words(sentence)
        before = sentences[number - 1] if number else None
        if before is not None and before.block == sentence.block:
            words |= _words(before)
        if among(words, grammar.mishaps) and not among(words, grammar.attacks):
            found.add(number)
    return frozenset(found)


def _words(sentence: Sentence) -> set[str]:
    return {word for token in sentence.tokens for word in (token.lemma.casefold(), token.text.casefold())}
