"""Where the phrase of a noun begins and ends."""

from itertools import pairwise

from msgspec.structs import replace

from lagebild.engines.arcs.shared import (
    AUXILIARIES,
    FINITE_PAST,
    NOUNS,
    SUBJECTS,
    has_below,
    is_below,
    is_finite,
    is_phrase,
    verb_above,
)
from lagebild.record import Token


def free_nationals(tokens: list[Token]) -> None:
    """ "sentenced a Russian to ten years": an adjective before the noun's preposition is no part of its phrase."""
    for i, token in enumerate(tokens):
        noun = token.head
        if token.deprel != "amod" or token.upos != "ADJ" or noun < i + 2:
            continue
        parted = any(t.deprel == "case" and i < t.head <= noun and t.upos == "ADP" for t in tokens[i + 1 : noun])
        verb = tokens[noun].head
        if not parted or not 0 <= verb < i or tokens[verb].upos != "VERB" or tokens[i - 1].deprel != "det":
            continue
        if has_below(tokens, verb, "obj"):
            continue
        tokens[i] = replace(token, upos="NOUN", head=verb, deprel="obj")
        tokens[i - 1] = replace(tokens[i - 1], head=i)


def free_numbered(tokens: list[Token]) -> None:
    """ "hacked to death 17 civilians": no noun before a number is part of the noun behind it, its phrase ends there."""
    for i in range(1, len(tokens) - 2):
        part, number = tokens[i], tokens[i + 1]
        noun = number.head
        if part.deprel != "compound" or part.upos != "NOUN" or part.head not in (i + 1, noun) or noun < i + 2:
            continue
        case, verb = tokens[i - 1], tokens[noun].head
        if number.deprel != "nummod" or case.deprel != "case" or case.head != noun or not 0 <= verb < i - 1:
            continue
        if tokens[noun].deprel != "obl" or tokens[verb].upos != "VERB":
            continue
        if has_below(tokens, verb, "obj"):
            continue
        tokens[i - 1] = replace(case, head=i)
        tokens[i] = replace(part, head=verb, deprel="obl")
        tokens[noun] = replace(tokens[noun], deprel="obj")


def free_outcomes(tokens: list[Token]) -> None:
    """ "Troops shot dead a teenager": no adjective stands before the article of its noun; it is the verb's."""
    for i in range(1, len(tokens) - 1):
        token, following = tokens[i], tokens[i + 1]
        if token.deprel != "amod" or token.upos != "ADJ" or following.deprel != "det" or following.head != token.head:
            continue
        if tokens[i - 1].upos == "VERB" and tokens[token.head].head == i - 1:
            tokens[i] = replace(token, head=i - 1, deprel="xcomp")


def free_subjects(tokens: list[Token]) -> None:
    """ "Jordan shared intelligence": no noun is part of a compound beyond the verb, and that is no participle."""
    for i, token in enumerate(tokens):
        if token.deprel != "compound" or token.upos not in NOUNS or token.head <= i:
            continue
        verb = token.head if tokens[token.head].upos == "VERB" else tokens[token.head].head
        if not i < verb <= token.head or tokens[verb].upos != "VERB":
            continue
        of_verb = {t.deprel for t in tokens if t.head == verb}  # "family owned" has no object
        if "obj" in of_verb and not of_verb & {*SUBJECTS, *AUXILIARIES, "cop"}:
            tokens[i] = replace(token, head=verb, deprel="nsubj")
            if "VerbForm=Part" in tokens[verb].feats:
                tokens[verb] = replace(tokens[verb], feats=FINITE_PAST)


def free_bare_plurals(tokens: list[Token], measures: frozenset[str]) -> None:
    """ "hat wegen der Kundgebung Diplomaten ausgewiesen": a bare plural shows no genitive and is no noun's owner.

    Behind a noun with a preposition it is the object of the verb that has none, or a passive's subject; behind a
    measure ("mit einer Gruppe Soldaten") it is what is measured.
    """
    for i, token in enumerate(tokens):
        owner = token.head
        if token.deprel != "nmod" or token.upos != "NOUN" or "Number=Plur" not in token.feats or not 0 <= owner < i:
            continue
        beside = [j for j, t in enumerate(tokens) if t.head == i and j < i]
        marked = any(
            tokens[j].deprel in ("case", "det", "det:poss") or not tokens[j].text.endswith("e")
            for j in beside
            if tokens[j].deprel != "nummod"
        )
        if marked or min((*beside, i)) != owner + 1 or tokens[owner].upos not in NOUNS:
            continue
        if not is_phrase(tokens, owner) or tokens[owner].lemma.casefold() in measures:
            continue
        verb = verb_above(tokens, owner)
        if verb is None or has_below(tokens, verb, "obj"):
            continue
        passive = has_below(tokens, verb, "aux:pass")
        led = has_below(tokens, verb, *SUBJECTS)
        if passive != led:
            tokens[i] = replace(token, head=verb, deprel="nsubj:pass" if passive else "obj")


def join_names(tokens: list[Token]) -> None:
    """ "Hutu militiamen hacked": of two subjects side by side the first is part of the second."""
    for i, (token, following) in enumerate(pairwise(tokens)):
        if token.deprel != "nsubj" or following.deprel != "nsubj" or token.head != following.head:
            continue
        if token.upos == "PROPN" and following.upos == "NOUN":
            tokens[i] = replace(token, head=i + 1, deprel="compound")


def keep_in_phrases(tokens: list[Token]) -> None:
    """ "nahm die am Montag eingereisten Männer fest": what stands between article and noun is part of their phrase."""
    for article, token in enumerate(tokens):
        noun = token.head
        if token.deprel != "det" or noun - article < 4:
            continue
        inside = range(article + 1, noun)
        adjective = next((i for i in reversed(inside) if tokens[i].head == noun and tokens[i].deprel == "amod"), None)
        if adjective is None or any(tokens[i].upos == "PUNCT" or is_finite(tokens[i]) for i in inside):
            continue
        for i in inside:
            if (
                not article <= tokens[i].head <= noun
                and i < adjective
                and tokens[i].deprel in ("obl", "nmod", "advmod")
            ):
                if tokens[noun].head == i:  # the noun itself was hung on the word before it
                    tokens[noun] = replace(tokens[noun], head=tokens[i].head, deprel="obj")
                if is_below(tokens, adjective, i):
                    continue
                tokens[i] = replace(
                    tokens[i], head=adjective, deprel="advmod" if tokens[i].deprel == "advmod" else "obl"
                )
