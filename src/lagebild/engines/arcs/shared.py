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


def has_below(tokens: Sequence[Token], i: int, *relations: str) -> bool:
    """True if a word hangs on token `i` by one of these relations."""
    return any(token.head == i and token.deprel in relations for token in tokens)


def is_phrase(tokens: Sequence[Token], i: int) -> bool:
    """True of a word with a preposition."""
    return has_below(tokens, i, "case")


def verb_above(tokens: Sequence[Token], i: int) -> int | None:
    """The verb that a noun hangs on, over other nouns or not; None where it hangs on none, or nouns on one another."""
    for _ in tokens:
        i = tokens[i].head
        if i < 0 or tokens[i].upos not in NOUNS:
            break
    return i if i >= 0 and tokens[i].upos == "VERB" else None


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
