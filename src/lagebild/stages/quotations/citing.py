"""Whom a report that passes something on names as its own source, and who translated what was said.

"Reuters unter Berufung auf einen Diplomaten" puts the diplomat before Reuters; "in remarks translated by the BBC" puts
the BBC behind the one who spoke.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from lagebild.knowledge.quotations_words import SourcePhrases
from lagebild.record import Quotation, Source
from lagebild.stages.quotations.chain import Names, name_source
from lagebild.stages.quotations.view import Range, View

TRANSMITTERS = ("agency", "outlet")


def add_cited(
    found: Iterable[Quotation],
    view: View,
    names: Names,
    phrases: SourcePhrases,
    press_nouns: frozenset[str] = frozenset(),
) -> list[Quotation]:
    """Put whoever is cited in the sentence innermost into the chains that an agency or outlet passes on in it.

    Whoever translated comes behind the speaker.
    """
    quotations = list(found)
    if not quotations:
        return []
    if cited := _find_behind(phrases.citing, view, names, phrases):
        quotations = [_with(quotation, cited, view, press_nouns) for quotation in quotations]
    if translator := _find_behind(phrases.translating, view, names, phrases):
        quotations = [_translated(quotation, translator, view) for quotation in quotations]
    return quotations


def _find_behind(
    openings: tuple[tuple[str, ...], ...], view: View, names: Names, phrases: SourcePhrases
) -> Source | None:
    """The source behind one of the phrases; None where what follows can tell nobody anything ("citing bad weather")."""
    spoken = set(view.lower)
    for words in openings:
        if not spoken.issuperset(words):
            continue
        for at in range(len(view.tokens) - len(words)):
            if view.lower[at : at + len(words)] != list(words) or view.marked[at]:
                continue
            after = at + len(words)
            cited = _informant(view, after, names, phrases)
            if cited:
                cue = view.span(at, after)
                return name_source(view, cited, cue, names, phrases)
    return None


def _informant(view: View, start: int, names: Names, phrases: SourcePhrases) -> Range | None:
    """The noun phrase from `start` on, if it is somebody or a document."""
    if start >= len(view.tokens):
        return None
    end = view.segments[view.segment_of[start]][1]
    mention = next((m for m, e in names.inside(view.span(start, end)) if e.type != "LOC" and m.form != "pronoun"), None)
    outlets = {span[0] for span, _, _ in names.agencies_inside(view.span(start, end))}
    for i in range(start, end):
        token = view.tokens[i]
        if token.span[0] in outlets or (mention and token.span == mention.head):
            return view.noun_phrase(i, left=start, right=end)
        if token.upos == "NOUN" and token.lemma.lower().endswith((*phrases.documents, *phrases.spokesmen)):
            return view.noun_phrase(i, left=start, right=end)
        if token.upos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _with(quotation: Quotation, cited: Source, view: View, press_nouns: frozenset[str]) -> Quotation:
    """The quotation with the cited source first, if an agency or outlet alone passes it on here.

    An outlet that the press list does not know is told by its noun: "Radio Ndeke Luka".
    """
    start, end = view.sentence.span
    here = quotation.cue is not None and start <= quotation.cue[0] < end
    speaker = view.tree.at(quotation.speaker[0]) if quotation.speaker else ()
    outlet = any({view.tokens[i].text, view.tokens[i].lemma} & press_nouns for i in speaker)
    passed_on = bool(quotation.sources) and all(
        source.kind in TRANSMITTERS or (outlet and source.kind == "speaker") for source in quotation.sources
    )
    return replace(quotation, sources=(cited, *quotation.sources)) if here and passed_on else quotation


def _translated(quotation: Quotation, translator: Source, view: View) -> Quotation:
    """The quotation with the translator behind its speaker, where it is told with its speaker in this sentence."""
    start, end = view.sentence.span
    here = quotation.cue is not None and start <= quotation.cue[0] < end and bool(quotation.sources)
    known = any(source.name == translator.name for source in quotation.sources)
    if not here or known:
        return quotation
    return replace(quotation, sources=(quotation.sources[0], translator, *quotation.sources[1:]))
