"""To which noun a preposition belongs, and on what its phrase hangs."""

from msgspec.structs import replace

from lagebild.engines.arcs.shared import NOUNS, is_phrase
from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Token


def turn_forward(tokens: list[Token]) -> None:
    """ "Myanmar's junta on Tuesday freed them": a preposition belongs to the noun behind it, not to the one before."""
    for i, token in enumerate(tokens[:-1]):
        following = tokens[i + 1]
        if token.deprel != "case" or token.upos != "ADP" or not 0 <= token.head < i or following.upos != "PROPN":
            continue
        if following.deprel in ("obl", "nmod") and not is_phrase(tokens, i + 1):
            tokens[i] = replace(token, head=i + 1)


def turn_back(tokens: list[Token], words: SentencesWords) -> None:
    """ "der Polizei zufolge 2500 Menschen": a postposition belongs to the noun before it, and that is no object."""
    for i, token in enumerate(tokens):
        if not 0 < i < token.head or token.text.lower() not in words.postpositions or tokens[i - 1].upos not in NOUNS:
            continue
        noun = i - 1
        while tokens[noun].deprel in ("flat", "appos") and 0 <= tokens[noun].head < noun:
            noun = tokens[noun].head
        tokens[i] = replace(token, head=noun, deprel="case")
        if tokens[noun].head >= 0 and tokens[noun].upos in NOUNS:
            tokens[noun] = replace(tokens[noun], deprel="obl")


def lift_from_names(tokens: list[Token], words: SentencesWords) -> None:
    """ "The support of China for Serbia": a name that belongs to a noun governs no such phrase, the noun does."""
    for i, token in enumerate(tokens):
        if token.deprel != "nmod" or token.head < 0:
            continue
        name = tokens[token.head]
        if name.upos != "PROPN" or name.deprel not in ("nmod", "nmod:poss") or tokens[name.head].upos != "NOUN":
            continue
        prepositions = {t.text.lower() for t in tokens if t.head == i and t.deprel == "case"}
        if prepositions and prepositions <= words.noun_prepositions:
            tokens[i] = replace(token, head=name.head)
