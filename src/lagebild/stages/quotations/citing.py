"""Whom a report that passes something on names as its own source: "Reuters unter Berufung auf einen Diplomaten"."""

from collections.abc import Iterable

from msgspec.structs import replace

from lagebild.knowledge.quotations_words import SourcePhrases
from lagebild.record import Quotation, Source
from lagebild.stages.quotations.chain import Names, name_source
from lagebild.stages.quotations.view import Range, View

TRANSMITTERS = ("agency", "outlet")


def add_cited(found: Iterable[Quotation], view: View, names: Names, phrases: SourcePhrases) -> list[Quotation]:
    """Put whoever is cited in the sentence innermost into the chains that an agency or outlet passes on in it."""
    cited = find_cited(view, names, phrases)
    return [_with(quotation, cited, view) for quotation in found] if cited else list(found)


def find_cited(view: View, names: Names, phrases: SourcePhrases) -> Source | None:
    """The source behind a citing phrase; None where what follows can tell nobody anything ("citing bad weather")."""
    for words in phrases.citing:
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
    for i in range(start, end):
        token = view.tokens[i]
        if mention and token.span == mention.head:
            return view.noun_phrase(i, left=start, right=end)
        if token.upos == "NOUN" and token.lemma.lower().endswith((*phrases.documents, *phrases.spokesmen)):
            return view.noun_phrase(i, left=start, right=end)
        if token.upos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _with(quotation: Quotation, cited: Source, view: View) -> Quotation:
    """The quotation with the cited source first, if an agency or outlet alone passes it on here."""
    start, end = view.sentence.span
    here = quotation.cue is not None and start <= quotation.cue[0] < end
    passed_on = bool(quotation.sources) and all(source.kind in TRANSMITTERS for source in quotation.sources)
    return replace(quotation, sources=(cited, *quotation.sources)) if here and passed_on else quotation
