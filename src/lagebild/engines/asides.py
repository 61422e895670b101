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
        noun = tokens[i - 2]
        if not _is_part(tokens, i) or noun.upos not in _NOUNS or _has_preposition(tokens, i - 2):
            continue
        closing = next((k for k in range(i + _WHOLE, len(tokens)) if tokens[k].text == ","), None)
        if closing is not None and tokens[i].deprel in _SUBJECTS:
            _join(tokens, i, closing)
        elif closing is not None and tokens[i].head == i - 2 and noun.deprel == "obl" and noun.head > closing:
            _make_subject(tokens, i - 2)


def _join(tokens: list[Token], i: int, closing: int) -> None:
    token, noun = tokens[i], tokens[i - 2]
    verb = token.head
    if noun.head != verb or i < verb < closing:
        return
    if verb > closing and noun.deprel == "obl":
        tokens[i - 2] = replace(noun, deprel=token.deprel)
    elif verb > closing and noun.deprel not in _SUBJECTS:
        return
    tokens[i] = replace(token, head=i - 2, deprel="appos")


def _make_subject(tokens: list[Token], noun: int) -> None:
    """Of a verb that has none."""
    beside = {t.deprel for t in tokens if t.head == tokens[noun].head}
    if beside.isdisjoint(_SUBJECTS):
        passive = "aux:pass" in beside
        tokens[noun] = replace(tokens[noun], deprel="nsubj:pass" if passive else "nsubj")


def _is_part(tokens: Sequence[Token], i: int) -> bool:
    """ ", most of them" """
    comma, of, them = tokens[i - 1], tokens[i + 1], tokens[i + 2]
    plural = them.upos == "PRON" and "Person=3" in them.feats and "Number=Plur" in them.feats
    return comma.text == "," and of.upos == "ADP" and of.deprel == "case" and plural


def _has_preposition(tokens: Sequence[Token], noun: int) -> bool:
    """One that is no part of its number, as "up to" is of "up to 30 people"."""
    of_number = any(t.deprel == "nummod" and t.head == noun for t in tokens)
    return any(t.deprel == "case" and t.head == noun for t in tokens) and not of_number
