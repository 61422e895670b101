"""What a report is about, in words: those nouns and names that it says most, and first in its title and lead."""

from collections import Counter

from lagebild.knowledge.sounds import fold
from lagebild.record import Report

WEIGHT = {"title": 3, "lead": 2, "body": 1}  # of a word, by where it stands
NAMING = ("NOUN", "PROPN")
MOST = 24  # words kept of a report; two reports of one event share a quarter of them, others of one day a twentieth
STEM = 8  # letters; compounds and derivations of one word share them
SHORTEST = 4  # letters


def topic_of(report: Report) -> tuple[str, ...]:
    """The beginnings of its telling words, folded, those that weigh most first; () where nothing was analysed."""
    blocks, weighed = report.blocks or (), Counter[str]()
    for sentence in report.sentences or ():
        weight = WEIGHT.get(blocks[sentence.block].kind, 0)
        for token in sentence.tokens if weight else ():
            if token.upos in NAMING and len(token.lemma) >= SHORTEST and token.lemma.isalpha():
                weighed[fold(token.lemma)[:STEM]] += weight
    return tuple(sorted(weighed, key=lambda word: (-weighed[word], word))[:MOST])
