""" "18 civilians, six of them children, were killed": what such an aside tells is of the noun before it."""

from collections.abc import Sequence

from msgspec.structs import replace

from lagebild.record import Token

_SUBJECTS = ("nsubj", "nsubj:pass")
_NOUNS = ("NOUN", "PROPN")
_WHOLE = 3  # tokens: "six of them"


def join_asides(tokens: list[Token]) -> None:
    """Hang "six of them" between two commas on the noun before it, which takes the place that the parse gave to it."""
    for i in range(2, len(tokens) - _WHOLE):
        token, noun = tokens[i], tokens[i - 2]
        if token.deprel not in _SUBJECTS or not _is_part(tokens, i) or noun.upos not in _NOUNS:
            continue
        closing = next((k for k in range(i + _WHOLE, len(tokens)) if tokens[k].text == ","), None)
        if closing is None or _has_preposition(tokens, i - 2):
            continue
        verb = token.head
        if verb < i and noun.head != verb:
            continue
        if verb > closing and noun.head == verb and noun.deprel == "obl":
            tokens[i - 2] = replace(noun, deprel=token.deprel)
        elif verb > i and (verb < closing or noun.head != verb or noun.deprel not in _SUBJECTS):
            continue
        tokens[i] = replace(token, head=i - 2, deprel="appos")


def _is_part(tokens: Sequence[Token], i: int) -> bool:
    """ ", most of them" """
    comma, of, them = tokens[i - 1], tokens[i + 1], tokens[i + 2]
    plural = them.upos == "PRON" and "Person=3" in them.feats and "Number=Plur" in them.feats
    return comma.text == "," and of.upos == "ADP" and of.deprel == "case" and plural


def _has_preposition(tokens: Sequence[Token], noun: int) -> bool:
    """One that is no part of its number, as "up to" is of "up to 30 people"."""
    of_number = any(t.deprel == "nummod" and t.head == noun for t in tokens)
    return any(t.deprel == "case" and t.head == noun for t in tokens) and not of_number
