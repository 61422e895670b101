"""Where a report tells of a quake, a storm or a crash: whoever is hurt there was attacked by nobody."""

from collections.abc import Sequence

from lagebild.record import Sentence


def in_mishaps(sentences: Sequence[Sentence], told: Sequence[bool], attacks: Sequence[bool]) -> frozenset[int]:
    """Indexes of the sentences that tell of a mishap, or stand right behind one that does in the same block.

    `told` says of each whether a mishap is named in it, `attacks` whether arms, fighters or an attack are: where such
    words stand it is none, for a plane crashes, too, when it is shot down.
    """
    found: set[int] = set()
    for number, sentence in enumerate(sentences):
        before = number - 1 if number and sentences[number - 1].block == sentence.block else number
        if (told[number] or told[before]) and not (attacks[number] or attacks[before]):
            found.add(number)
    return frozenset(found)
