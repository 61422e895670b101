"""What the laws ask of words: their kinds of arcs, their forms, what stands over and below them."""

from collections.abc import Sequence

from lagebild.record import Token

SUBJECTS = ("nsubj", "nsubj:pass")
DOERS = (*SUBJECTS, "obl:agent")
NOUNS = ("NOUN", "PROPN")
AUXILIARIES = ("aux", "aux:pass")
FINITE_PAST = ("Mood=Ind", "Tense=Past", "VerbForm=Fin")


def is_finite(token: Token) -> bool:
    """True of a finite verb that is no auxiliary."""
    return token.upos == "VERB" and "VerbForm=Fin" in token.feats


def is_phrase(tokens: Sequence[Token], i: int) -> bool:
    """True of a word with a preposition."""
    return any(t.head == i and t.deprel == "case" for t in tokens)


def is_below(tokens: Sequence[Token], i: int, above: int) -> bool:
    """True if token `i` hangs on `above`, over others or not."""
    for _ in tokens:
        if i in (above, -1):
            break
        i = tokens[i].head
    return i == above


def in_case(token: Token, case: str) -> tuple[str, ...]:
    """The features of a word, with another case: "Case=Nom" → "Case=Acc"."""
    return tuple(f"Case={case}" if f.startswith("Case=") else f for f in token.feats)
