"""From a speaker's words to links of a chain of sources."""

from bisect import bisect_left
from operator import itemgetter

from msgspec.structs import replace

from lagebild.knowledge.press import Press
from lagebild.knowledge.quotations_words import SourcePhrases
from lagebild.record import Agency, Entity, Mention, Source, SourceKind, Span, Token
from lagebild.rules.tree import has
from lagebild.stages.quotations.view import Range, View

STEM = 4  # letters that an adjective shares with the name of its country
LONGEST_ENDING = 2  # characters that a case adds to a noun: "Ministeriums", "Amtes"


class Names:
    """Mentions of entities and names of agencies, found by place."""

    def __init__(self, entities: tuple[Entity, ...], agencies: tuple[Agency, ...], press: Press) -> None:
        self.mentions = sorted([(m.span, m, e) for e in entities for m in e.mentions], key=itemgetter(0))
        self._starts = [span[0] for span, _, _ in self.mentions]
        self.agencies = sorted((span, a.name, _kind(a, press)) for a in agencies for span in a.spans)
        self._agency_starts = [span[0] for span, _, _ in self.agencies]
        self._people = {e.id for e in entities if e.type == "PER"}
        self._countries = {e.country: e for e in reversed(entities) if e.type == "GPE" and e.country}

    def inside(self, span: Span) -> list[tuple[Mention, Entity]]:
        """Mentions that begin and end in `span`, in text order."""
        return [(mention, entity) for mention, entity in self.opening(span) if mention.span[1] <= span[1]]

    def opening(self, span: Span) -> list[tuple[Mention, Entity]]:
        """Mentions that begin in `span`, in text order."""
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return [(mention, entity) for _, mention, entity in self.mentions[first:last]]

    def is_person(self, entity: str | None) -> bool:
        """True if this is the id of a person."""
        return entity in self._people

    def country(self, entity: Entity) -> Entity:
        """The country named in the report that "kasachische Angaben" come from; else the entity itself."""
        found = self._countries.get(entity.country or "", entity)
        return found if found.name[:STEM].lower() == entity.name[:STEM].lower() else entity

    def agencies_inside(self, span: Span) -> list[tuple[Span, str, SourceKind]]:
        """Names of agencies and outlets that begin in `span`."""
        first = bisect_left(self._agency_starts, span[0])
        last = bisect_left(self._agency_starts, span[1])
        return self.agencies[first:last]


def _kind(agency: Agency, press: Press) -> SourceKind:
    outlet = press.get(agency.id)
    return "agency" if outlet and outlet.kind == "agency" else "outlet"


def name_source(view: View, speaker: Range, cue: Span | None, names: Names, phrases: SourcePhrases) -> Source:
    """The link for a speaker: an agency, a known entity, or the words as they stand."""
    span = view.span(*speaker)
    if (found := names.agencies_inside(span)) and not _has_person(names, span):
        agency_span, name, press = found[0]
        return Source(name=name, entity=_entity_at(names, agency_span), kind=press, cue=cue, span=span)
    if (teller := _own_word(view, speaker, phrases)) is not None:
        return replace(name_source(view, teller, cue, names, phrases), span=span)
    paper = _is_document(_head(view, speaker), phrases)
    kind: SourceKind = "document" if paper else "speaker"
    speaker = _informant(view, speaker, phrases)
    best = _entity(view, speaker, names)
    head = _head(view, speaker)
    if best is not None:
        mention, entity = best
        if _is_source_noun(head, phrases):
            entity = names.country(entity)
        known = mention.form in ("name", "pronoun") or any(m.form == "name" for m in entity.mentions)
        named = entity.name if known and not _joined(view, speaker) else _text(view, speaker, phrases)
        return Source(name=named, entity=entity.id, kind=kind, cue=cue, span=span)
    if meant := next((e for m, e in names.inside(span) if m.form == "pronoun"), None):
        return Source(name=meant.name, entity=meant.id, kind="speaker", cue=cue, span=span)  # "one of them"
    return Source(name=_text(view, speaker, phrases), entity=None, kind=kind, cue=cue, span=span)


def _own_word(view: View, speaker: Range, phrases: SourcePhrases) -> Range | None:
    """Whose word it is in "nach eigenen Angaben" and "by its own account": the subject's of its clause."""
    head = next((i for i in range(*speaker) if not speaker[0] <= view.tokens[i].head < speaker[1]), speaker[0])
    if not _is_source_noun(view.tokens[head], phrases) and not _is_document(view.tokens[head], phrases):
        return None
    if not any(view.tokens[i].lemma.lower() in phrases.own for i in range(speaker[0], head)):
        return None
    for above in view.tree.ancestors(head):
        subject = next(iter(view.tree.with_relation(above, "nsubj", "nsubj:pass")), None)
        if subject is not None and not speaker[0] <= subject < speaker[1]:
            return view.noun_phrase(subject) if view.lower[subject] not in phrases.mute else None
    return None


def _informant(view: View, speaker: Range, phrases: SourcePhrases) -> Range:
    """Who gave the word, in "Angaben der Polizei"; all words where nobody is named apart."""
    head = next((i for i in range(*speaker) if not speaker[0] <= view.tokens[i].head < speaker[1]), speaker[0])
    paper = _is_document(view.tokens[head], phrases)
    if not paper and not _is_source_noun(view.tokens[head], phrases):
        return speaker
    start = end = head + 1
    if end < speaker[1] and view.lower[end] in phrases.introduced_by:
        start = end = end + 1
    while end < speaker[1] and view.tokens[end].upos != "ADP":
        end += 1
    if any(view.tokens[i].upos in ("NOUN", "PROPN") for i in range(start, end)):
        return (start, end)
    return speaker if paper else (speaker[0], head + 1)


def _is_document(token: Token, phrases: SourcePhrases) -> bool:
    return token.upos == "NOUN" and token.lemma.lower().endswith(phrases.documents)


def _is_source_noun(token: Token, phrases: SourcePhrases) -> bool:
    return token.lemma in phrases.nouns or token.lemma.lower().endswith(phrases.noun_endings or ("\0",))


def _joined(view: View, speaker: Range) -> bool:
    """True for "France, Germany and Britain": all of them speak, no one name will do."""
    head = next((i for i in range(*speaker) if not speaker[0] <= view.tokens[i].head < speaker[1]), speaker[0])
    return any(speaker[0] <= i < speaker[1] for i in view.tree.with_relation(head, "conj"))


def _has_person(names: Names, span: Span) -> bool:
    return any(entity.type == "PER" for _, entity in names.inside(span))


def _entity_at(names: Names, span: Span) -> str | None:
    return next((entity.id for _, entity in names.inside(span)), None)


def _entity(view: View, speaker: Range, names: Names) -> tuple[Mention, Entity] | None:
    """The person in the speaker's words, else whoever is meant by their head."""
    span = view.span(*speaker)
    opening, inside = names.opening(span), names.inside(span)
    people = [item for item in inside if item[1].type == "PER" and item[0].form == "name" and not _owns(view, item[0])]
    head = _head(view, speaker).span
    at_head = [item for item in inside if item[0].head[0] <= head[0] < item[0].span[1]]
    # "gab das Außenministerium in Prag … bekannt": the description may go on behind the speaker's words
    at_head = at_head or [item for item in opening if item[0].head == head]
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
    while start < end - 1 and view.tokens[start].upos in ("DET", "ADP") and _opens(view, start):
        start += 1
    head = next((i for i in range(start, end) if not start <= view.tokens[i].head < end), start)
    if start == head == end - 1 and (told := _named_in_compound(view.tokens[head], phrases)):
        return told
    text, last = "", start
    for i in range(start, end):
        text += " " * (i > start and view.tokens[i].span[0] > view.tokens[last].span[1]) + _nominative(
            view, i, head, phrases
        )
        last = i
    return text


def _named_in_compound(token: Token, phrases: SourcePhrases) -> str:
    """ "Polizei" for "Polizeiangaben"; empty for other words."""
    ending = next((e for e in phrases.compound_endings if token.text.endswith(e)), "")
    stem = token.text.removesuffix(ending) if ending else ""
    if len(stem) < STEM:
        return ""
    return stem[:-1] if stem.endswith(phrases.linking_endings or ("\0",)) else stem


def _opens(view: View, i: int) -> bool:
    """True for an article, a possessive or a short preposition, which are no part of a name."""
    return len(view.lower[i]) < 6 or has(view.tokens[i], "Poss=Yes")


def _nominative(view: View, i: int, head: int, phrases: SourcePhrases) -> str:
    """ "Außenministeriums" → "Außenministerium", with the adjective before it; else the word itself."""
    token, noun = view.tokens[i], view.tokens[head]
    if noun.upos != "NOUN" or (has(noun, "Case=Nom") and i == head):
        return token.text
    if i == head and has(noun, "Number=Sing", "Case=Gen") and token.lemma == token.text:
        return token.text.removesuffix(phrases.genitive_ending)  # a word that the lemmatizer does not know
    if i == head:
        stem = token.lemma[:-1] if len(token.lemma) > LONGEST_ENDING else token.lemma
        ending = max(len(token.text), len(token.lemma)) - len(stem) <= LONGEST_ENDING + 1
        return token.lemma if has(noun, "Number=Sing") and token.text.startswith(stem) and ending else token.text
    if i < head and token.upos == "ADJ" and token.head == head and token.text.endswith(phrases.weak_endings or ("\0",)):
        form = "Plur" if has(noun, "Number=Plur") else next((f[-4:] for f in noun.feats if f.startswith("Gender=")), "")
        return token.text[:-2] + phrases.strong_endings[form] if form in phrases.strong_endings else token.text
    return token.text
