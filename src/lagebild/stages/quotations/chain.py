"""From a speaker's words to links of a chain of sources."""

from bisect import bisect_left

from lagebild.knowledge.press import Press
from lagebild.knowledge.quotations_words import SourcePhrases
from lagebild.record import Agency, Entity, Mention, Source, SourceKind, Span, Token
from lagebild.rules.tree import has
from lagebild.stages.quotations.view import Range, View

LONGEST_ENDING = 2  # characters that a case adds to a noun: "Ministeriums", "Amtes"


class Names:
    """Mentions of entities and names of agencies, found by place."""

    def __init__(self, entities: tuple[Entity, ...], agencies: tuple[Agency, ...], press: Press) -> None:
        self.mentions = sorted(((m.span, m, e) for e in entities for m in e.mentions), key=lambda item: item[0])
        self._starts = [span[0] for span, _, _ in self.mentions]
        kinds: dict[str, SourceKind] = {o.id: "agency" if o.kind == "agency" else "outlet" for o in press.outlets}
        self.agencies = sorted((span, a.name, kinds.get(a.id, "outlet")) for a in agencies for span in a.spans)
        self._agency_starts = [span[0] for span, _, _ in self.agencies]
        self._countries = {e.country: e for e in reversed(entities) if e.type == "GPE" and e.country}

    def inside(self, span: Span) -> list[tuple[Mention, Entity]]:
        """Mentions that begin and end in `span`, in text order."""
        found = []
        for n in range(bisect_left(self._starts, span[0]), len(self.mentions)):
            (start, end), mention, entity = self.mentions[n]
            if start >= span[1]:
                break
            if end <= span[1]:
                found.append((mention, entity))
        return found

    def country(self, entity: Entity) -> Entity:
        """The country named in the report that "kasachische Angaben" come from; else the entity itself."""
        return self._countries.get(entity.country or "", entity)

    def agencies_inside(self, span: Span) -> list[tuple[Span, str, SourceKind]]:
        """Names of agencies and outlets that begin in `span`."""
        first = bisect_left(self._agency_starts, span[0])
        last = bisect_left(self._agency_starts, span[1])
        return self.agencies[first:last]


def name_source(view: View, speaker: Range, cue: Span | None, names: Names, phrases: SourcePhrases) -> Source:
    """The link for a speaker: an agency, a known entity, or the words as they stand."""
    span = view.span(*speaker)
    if (found := names.agencies_inside(span)) and not _has_person(names, span):
        agency_span, name, kind = found[0]
        return Source(name=name, entity=_entity_at(names, agency_span), kind=kind, cue=cue, span=span)
    speaker = _informant(view, speaker, phrases)
    best = _entity(view, speaker, names)
    head = _head(view, speaker)
    if best is not None:
        mention, entity = best
        if _is_source_noun(head, phrases):
            entity = names.country(entity)
        known = mention.form in ("name", "pronoun") or any(m.form == "name" for m in entity.mentions)
        named = entity.name if known and not _joined(view, speaker) else _text(view, speaker, phrases)
        return Source(name=named, entity=entity.id, kind="speaker", cue=cue, span=span)
    if meant := next((e for m, e in names.inside(span) if m.form == "pronoun"), None):
        return Source(name=meant.name, entity=meant.id, kind="speaker", cue=cue, span=span)  # "one of them"
    kind = "document" if head.lemma.lower().endswith(phrases.documents) and head.upos == "NOUN" else "speaker"
    return Source(name=_text(view, speaker, phrases), entity=None, kind=kind, cue=cue, span=span)


def _informant(view: View, speaker: Range, phrases: SourcePhrases) -> Range:
    """Who gave the word, in "Angaben der Polizei"; all words where nobody is named apart."""
    head = next((i for i in range(*speaker) if not speaker[0] <= view.tokens[i].head < speaker[1]), speaker[0])
    if not _is_source_noun(view.tokens[head], phrases):
        return speaker
    start = end = head + 1
    if end < speaker[1] and view.lower[end] in phrases.introduced_by:
        start = end = end + 1
    while end < speaker[1] and view.tokens[end].upos != "ADP":
        end += 1
    if any(view.tokens[i].upos in ("NOUN", "PROPN") for i in range(start, end)):
        return (start, end)
    return (speaker[0], head + 1)


def _is_source_noun(token: Token, phrases: SourcePhrases) -> bool:
    return token.lemma in phrases.nouns or token.lemma.lower().endswith(phrases.noun_endings or ("\0",))


def _joined(view: View, speaker: Range) -> bool:
    """True for "France, Germany and Britain": all of them speak, no one name will do."""
    head = next((i for i in range(*speaker) if not speaker[0] <= view.tokens[i].head < speaker[1]), speaker[0])
    return any(speaker[0] <= i < speaker[1] for i in view.tree.with_relation(head, "conj"))


def before_agency(view: View, speaker: Range, names: Names, nouns: frozenset[str]) -> Range:
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
    named = any(view.tokens[j].upos in ("NOUN", "PROPN", "PRON") for j in range(speaker[0], at))
    return (speaker[0], at) if named and hits else speaker


def _has_person(names: Names, span: Span) -> bool:
    return any(entity.type == "PER" for _, entity in names.inside(span))


def _entity_at(names: Names, span: Span) -> str | None:
    return next((entity.id for _, entity in names.inside(span)), None)


def _entity(view: View, speaker: Range, names: Names) -> tuple[Mention, Entity] | None:
    """The person in the speaker's words, else whoever is meant by their head."""
    inside = names.inside(view.span(*speaker))
    people = [item for item in inside if item[1].type == "PER" and item[0].form == "name" and not _owns(view, item[0])]
    head = _head(view, speaker).span
    at_head = [item for item in inside if item[0].head[0] <= head[0] < item[0].span[1]]
    for item in (*people, *at_head):
        if item[1].type == "PER":
            return item
    return at_head[0] if at_head else None


def _owns(view: View, mention: Mention) -> bool:
    """True for the first name in "Rojas' Sprecher": he is not the one who speaks."""
    at = view.tree.at(mention.head)
    return bool(at) and view.tokens[at[0]].deprel.startswith("nmod")


def _head(view: View, speaker: Range) -> Token:
    for i in range(*speaker):
        head = view.tokens[i].head
        if not speaker[0] <= head < speaker[1]:
            return view.tokens[i]
    return view.tokens[speaker[0]]


def _text(view: View, speaker: Range, phrases: SourcePhrases) -> str:
    """The words as they stand without the article that opens them, their head in its first case."""
    start, end = speaker
    while start < end - 1 and view.tokens[start].upos in ("DET", "ADP") and len(view.lower[start]) < 6:
        start += 1
    head = next((i for i in range(start, end) if not start <= view.tokens[i].head < end), start)
    text, last = "", start
    for i in range(start, end):
        text += " " * (i > start and view.tokens[i].span[0] > view.tokens[last].span[1]) + _nominative(
            view, i, head, phrases
        )
        last = i
    return text


def _nominative(view: View, i: int, head: int, phrases: SourcePhrases) -> str:
    """ "Außenministeriums" → "Außenministerium", with the adjective before it; else the word itself."""
    token, noun = view.tokens[i], view.tokens[head]
    if not has(noun, "Number=Sing") or has(noun, "Case=Nom") or noun.upos != "NOUN":
        return token.text
    if i == head and token.text.startswith(token.lemma) and len(token.text) - len(token.lemma) <= LONGEST_ENDING:
        return token.lemma
    if i < head and token.upos == "ADJ" and token.head == head and token.text.endswith(phrases.weak_endings or ("\0",)):
        gender = next((f[-4:] for f in noun.feats if f.startswith("Gender=")), "")
        return token.text[:-2] + phrases.strong_endings[gender] if gender in phrases.strong_endings else token.text
    return token.text
