"""How what is said is meant: "dementierte, dass …" denies it, "könnte" leaves it open, "werde" plans it."""

from bisect import bisect_left
from typing import cast

from lagebild.knowledge.event_rules import EventWords, ModalityWords
from lagebild.pipeline import Found
from lagebild.record import Modality, Quotation, Sentence, Stance
from lagebild.rules.modality import ORDER, Reading, read_modality
from lagebild.rules.tree import Tree


def find_stances(
    sentences: tuple[Sentence, ...], quotations: tuple[Quotation, ...], *, words: EventWords
) -> Found[tuple[Stance, ...]]:
    """Give every quotation the modality of its first sentence, as PLOVER's events have it.

    What is asked, demanded or wished is claimed by nobody: it is possible.
    """
    starts = [sentence.span[0] for sentence in sentences]
    found = []
    for quotation in quotations:
        at = max(0, bisect_left(starts, quotation.content[0][0] + 1) - 1)
        tree = Tree(sentences[at])
        said = tree.at(quotation.content[0])
        reading = _read(tree, said, quotation, words) if said else Reading("asserted")
        modality = _open(tree, said, words.modality) if reading.hidden else reading.modality
        if said and tree.tokens[said[0]].text.casefold() in words.modality.open_questions:
            modality = "possible"
        found.append(Stance(quotation.id, modality, reading.cue))
    return Found(tuple(found))


def _read(tree: Tree, said: list[int], quotation: Quotation, words: EventWords) -> Reading:
    cue = tree.at(quotation.cue) if quotation.cue else []
    if quotation.type == "reported" and cue:
        return _of_act(tree, cue[0], words.modality)
    reading = read_modality(tree, _head(tree, said), words.modality, words.grammar)
    refused = bool(cue) and tree.tokens[cue[0]].lemma.casefold() in words.modality.refusals
    return Reading("denied", tree.tokens[cue[0]].span) if reading.hidden and refused else reading


def _open(tree: Tree, said: list[int], words: ModalityWords) -> Modality:
    """What nobody claims: conditional if a condition is named in it, else possible."""
    forms = {tree.tokens[i].text.casefold() for i in said}
    return "conditional" if forms & (words.conditions | words.inversions) else "possible"


def _of_act(tree: Tree, verb: int, words: ModalityWords) -> Reading:
    """What an act of speech makes of its object: to warn of rain is to expect it, to reject a charge to deny it."""
    token = tree.tokens[verb]
    lemma = token.lemma.casefold()
    if lemma in words.refusals:
        return Reading("denied", token.span)
    for modality in ORDER:
        if lemma in words.governors.get(modality, ()):
            hidden = modality == "hidden"
            return Reading("asserted" if hidden else cast(Modality, modality), token.span, hidden)
    return Reading("asserted")


def _head(tree: Tree, said: list[int]) -> int:
    """The word of those said that stands highest in the tree, the first of several."""
    inside = set(said)
    tops = (i for i in said if tree.tokens[i].head not in inside and inside.isdisjoint(tree.ancestors(i)))
    return next(tops, said[0])  # each hangs on another where the parse holds a cycle
