"""Speakers that the parser got wrong, put right by the names that stand beside the cue."""

from lagebild.knowledge.quotations_words import SourcePhrases
from lagebild.record import Entity, Mention
from lagebild.rules.tree import has
from lagebild.stages.quotations.chain import Names
from lagebild.stages.quotations.frame import Frame
from lagebild.stages.quotations.view import Range, View

_TITLES = 4  # tokens of a title between comma and name: ", Oberst a. D. Juan Rojas"


def mend_speaker(view: View, frame: Frame, names: Names, nouns: frozenset[str], phrases: SourcePhrases) -> Range | None:
    """The speaker's words: a person right before the cue, without the outlet that was told, with an apposition."""
    speaker = _person_before(view, frame, names) or frame.speaker
    if speaker is None:
        return None
    speaker = _before_agency(view, speaker, names, nouns)
    return _with_apposition(view, speaker, names, phrases)


def _person_before(view: View, frame: Frame, names: Names) -> Range | None:
    """The person or body named right before a finite cue, where the speaker found is nobody that is known."""
    cue = view.tokens[frame.cue]
    if not frame.cue or not has(cue, "VerbForm=Fin") or view.marked[frame.cue - 1]:
        return None
    if frame.speaker and (names.inside(view.span(*frame.speaker)) or frame.speaker[1] == frame.cue):
        return None
    end = view.tokens[frame.cue - 1].span[1]
    start, _ = view.segments[view.segment_of[frame.cue]]
    for mention, entity in names.inside((view.tokens[start].span[0], end)):
        if mention.span[1] == end and entity.type in ("PER", "ORG") and mention.form == "name":
            first = view.tree.at(mention.span)[0]
            while first > start and view.tokens[first - 1].upos in ("NOUN", "PROPN", "ADJ", "DET"):
                first -= 1
            free = first == start or view.tokens[first - 1].upos != "ADP"
            return (first, frame.cue) if free and not _is_said(frame, first) else None
    return None


def _is_said(frame: Frame, i: int) -> bool:
    return any(start <= i < end for start, end in frame.content)


def _before_agency(view: View, speaker: Range, names: Names, nouns: frozenset[str]) -> Range:
    """Cut off an outlet that was told, where the parser took it into the speaker's words.

    "sagte Minister Rossi dem Sender NTV": nothing but case tells the two apart.
    """
    hits = names.agencies_inside(view.span(*speaker))
    at = view.tree.at(hits[0][0])[0] if hits and view.tree.at(hits[0][0]) else speaker[0]
    while at > speaker[0] and (
        view.tokens[at - 1].upos in ("DET", "ADJ", "PUNCT", "ADP") or view.tokens[at - 1].text in nouns
    ):
        at -= 1
    while at > speaker[0] and view.tokens[at - 1].deprel in ("compound", "amod") and view.tokens[at - 1].head >= at:
        at -= 1  # "state news agency IRNA" is one name
    while at > speaker[0] and (
        view.tokens[at - 1].upos == "PART" or view.tokens[at - 1].deprel.startswith("nmod:poss")
    ):
        at -= 1  # "Serbia's agency Tanjug"
    named = any(view.tokens[j].upos in ("NOUN", "PROPN", "PRON") for j in range(speaker[0], at))
    return (speaker[0], at) if named and hits else speaker


def _with_apposition(view: View, speaker: Range, names: Names, phrases: SourcePhrases) -> Range:
    """Take in the name that follows an office between commas: "der Sprecher der Armee, Oberst Juan Rojas,"."""
    comma = speaker[1]
    if comma + 1 >= len(view.tokens) or view.lower[comma] != "," or _named(names.inside(view.span(*speaker))):
        return speaker
    office = any(
        view.tokens[i].upos == "NOUN" and view.tokens[i].lemma.lower().endswith(phrases.spokesmen)
        for i in range(*speaker)
    )
    start, end = view.segments[view.segment_of[comma + 1]]
    person = _named(names.inside(view.span(start, end)))
    if not office or person is None or view.is_finite(start, end):
        return speaker
    inside = view.tree.at(person.span)
    closed = inside[-1] + 1 == end and (end == len(view.tokens) or view.lower[end] in ",.")
    return (speaker[0], end) if inside[0] - start <= _TITLES and (closed or end == len(view.tokens)) else speaker


def _named(found: list[tuple[Mention, Entity]]) -> Mention | None:
    return next((mention for mention, entity in found if entity.type == "PER" and mention.form == "name"), None)
