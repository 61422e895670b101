"""On whose word each stretch of text stands."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from lagebild.knowledge.attributions_words import AttributionWords
from lagebild.knowledge.remembered import Remembered
from lagebild.pipeline import Found
from lagebild.record import Agency, Attribution, Block, Entity, Page, Quotation, Sentence, Source, SourceKind, Span
from lagebild.rules.tree import Tree

ACT = "act of speech"
OBJECT = "reported act of speech"
AFTER_COLON = "marks after colon"  # the rule of quotations without a cue, whose clause is itself an act of speech
ARTICLE = 40  # characters that a mention may begin before the words found: article, adjectives, first names
NOUNS = ("NOUN", "PROPN")
LONG = 8  # tokens from the head of a name to its last part


def find_attributions(
    page: Page,
    blocks: tuple[Block, ...],
    sentences: tuple[Sentence, ...],
    entities: tuple[Entity, ...],
    agencies: tuple[Agency, ...],
    quotations: tuple[Quotation, ...],
    *,
    words: AttributionWords,
) -> Found[tuple[Attribution, ...]]:
    """Find every stretch on somebody's word; nested stretches carry only their own links."""
    found = _from_quotations(quotations)
    named = sorted(((m.span, e) for e in entities for m in e.mentions if m.form != "pronoun"), key=_start)
    cued = sorted(((q.cue, q) for q in quotations if q.cue and q.speaker and q.sources), key=_start)
    cues = [cue[0] for cue, _ in cued]
    for sentence in sentences:
        if one := _from_evidence(page.text, sentence, named, words):
            found.append(one)
        first = bisect_left(cues, sentence.span[0])
        last = bisect_left(cues, sentence.span[1], lo=first)
        told = [quotation for _, quotation in cued[first:last]]
        found.extend(_from_acts(page.text, sentence, named, told, words))
    found.extend(_from_captions(page.text, blocks, agencies))
    return Found(tuple(sorted(found, key=lambda a: (a.scope[0][0], -a.scope[-1][1]))))


def _from_quotations(quotations: tuple[Quotation, ...]) -> list[Attribution]:
    """One attribution for each quotation, without the links of those that hold it."""
    found: list[Attribution] = []
    holders: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda q: (q.content[0][0], -q.content[-1][1])):
        start, end = quotation.content[0][0], quotation.content[-1][1]
        holders = [h for h in holders if h.content[-1][1] > start]
        theirs = {s.span for h in holders if h.content[-1][1] >= end for s in h.sources}
        own = tuple(s for s in quotation.sources if s.span not in theirs)
        if own and quotation.rule != OBJECT:  # whoever condemns an attack does not claim that it happened
            found.append(Attribution(_without_cue(quotation), own, f"quotation: {quotation.rule}"))
        if own and quotation.cue is None and quotation.rule == AFTER_COLON:
            found.append(Attribution(((quotation.speaker[0][0], start),), own, ACT))  # "Rom hilft: „…“"
        holders.append(quotation)
    return found


def _without_cue(quotation: Quotation) -> tuple[Span, ...]:
    """What is said; where the gist is the whole clause, the act of speech itself stands on the report's word."""
    if quotation.cue is None or quotation.type != "reported":
        return quotation.content
    start, end = quotation.cue
    cut = ((a, min(b, start)) if part == 0 else (max(a, end), b) for a, b in quotation.content for part in (0, 1))
    return tuple((a, b) for a, b in cut if a < b)


def _from_evidence(
    text: str, sentence: Sentence, named: list[tuple[Span, Entity]], words: AttributionWords
) -> Attribution | None:
    named_by_end = _ends_with((*words.video, *words.photo))
    for token in sentence.tokens:
        if token.upos in NOUNS and named_by_end[token.lemma]:
            break
    else:
        return None
    if any(word.lower() in words.shown for token in sentence.tokens for word in (token.lemma, token.text)):
        kinds: tuple[tuple[SourceKind, tuple[str, ...]], ...] = (("video", words.video), ("photo", words.photo))
        for kind, named_by in kinds:
            if (at := _evidence(sentence, named_by, words.inside)) is not None:
                return Attribution((sentence.span,), (_source(text, sentence, at, kind, named),), f"shown in a {kind}")
    return None


@lru_cache(maxsize=16)  # languages
def _ends_with(nouns: tuple[str, ...]) -> Remembered[str, bool]:
    return Remembered(lambda lemma: lemma.lower().endswith(nouns))


def _from_acts(
    text: str, sentence: Sentence, named: list[tuple[Span, Entity]], told: list[Quotation], words: AttributionWords
) -> Iterator[Attribution]:
    """Acts that consist in speaking stand on the speaker's word, unless a whole country is said to act."""
    for i, token in enumerate(sentence.tokens):
        if token.upos != "VERB" or token.lemma not in words.acts or not _is_main(sentence, i):
            continue
        if token.lemma in words.beside and not _beside(sentence, i) & set(words.beside[token.lemma]):
            continue
        source = next((q.sources[0] for q in told if q.cue == token.span), None)
        if source is None and (head := _actor(sentence, i)) is not None:
            source = _speaker(text, sentence, head, named)
        if source is None and token.deprel == "conj":  # "nannte … und bat …": who did the first did both
            before = sentence.tokens[token.head].span
            source = next((q.sources[0] for q in told if q.cue == before), None)
        if source is None or (_is_country(source, named) and not _says_too(source, token.span, told)):
            continue
        yield Attribution((token.span,), (source,), ACT)
        if token.lemma in words.expecting:
            yield Attribution(((token.span[1], sentence.span[1]),), (source,), "what an act of speech is about")


def _is_main(sentence: Sentence, verb: int) -> bool:
    """True for the verb of a main clause; also where the parser made an apposition before it the root."""
    token = sentence.tokens[verb]
    if token.deprel in ("root", "conj", "parataxis"):
        return True
    head = sentence.tokens[token.head]
    return token.head < verb and head.head < 0 and head.upos in ("NOUN", "PROPN")


def _beside(sentence: Sentence, verb: int) -> set[str]:
    """Words on the verb and on what hangs on it: "sprach von einem Versuch", not "Vertreter von Parteien sprachen"."""
    near = {i for i, token in enumerate(sentence.tokens) if token.head == verb and not token.deprel.startswith("nsubj")}
    return {t.text.lower() for i, t in enumerate(sentence.tokens) if i in near or t.head in near}


def _is_country(source: Source, named: list[tuple[Span, Entity]]) -> bool:
    """True if the name of the source is a country's or a city's, whatever its kind."""
    if source.span is None:
        return False
    first = bisect_left(named, source.span[0], key=_start)
    inside = (entity for span, entity in named[first : first + 8] if span[1] <= source.span[1])
    return any(entity.id == source.entity and entity.type in ("GPE", "LOC") for entity in inside)


def _says_too(source: Source, verb: Span, told: list[Quotation]) -> bool:
    """True if the country goes on to speak: "Rom droht Tunis und sagt, …"."""
    later = (q for q in told if q.cue is not None and q.cue[0] > verb[0])
    return any(q.sources[0].entity == source.entity and q.speaker[0] == source.span for q in later)


def _actor(sentence: Sentence, verb: int) -> int | None:
    """The subject of an active verb, or of the verb that it is joined to."""
    tree = Tree(sentence)
    for at in (verb, sentence.tokens[verb].head if sentence.tokens[verb].deprel == "conj" else verb):
        if tree.with_relation(at, "nsubj:pass", "aux:pass"):
            return None
        if subjects := [i for i in tree.with_relation(at, "nsubj") if sentence.tokens[i].upos in ("NOUN", "PROPN")]:
            return subjects[0]
    head = sentence.tokens[verb].head
    return head if head == verb - 1 and sentence.tokens[head].head < 0 else None  # the name was taken for the root


def _speaker(text: str, sentence: Sentence, head: int, named: list[tuple[Span, Entity]]) -> Source | None:
    """Whoever acts; None for a lone unknown name."""
    tokens, tree = sentence.tokens, Tree(sentence)
    inside = [head, *tree.with_relation(head, "amod", "compound", "flat", "appos", "nmod")]
    for step in (-1, 1):
        at = head + step
        while 0 <= at < len(tokens) and tokens[at].upos in ("NOUN", "PROPN"):
            inside.append(at)
            at += step
    span = tree.span([i for i in inside if abs(i - head) <= LONG])
    entity = _entity_in(named, span, tokens[head].span)
    if entity is not None:
        return Source(entity.name, entity.id, "speaker", None, span)
    alone = tokens[head].upos == "PROPN" and len(inside) == 1
    return None if alone else Source(text[slice(*span)], None, "speaker", None, span)


def _evidence(sentence: Sentence, nouns: tuple[str, ...], prepositions: frozenset[str]) -> int | None:
    """The noun of evidence behind one of the prepositions, or as the subject."""
    for i, token in enumerate(sentence.tokens):
        if token.upos not in NOUNS or not token.lemma.lower().endswith(nouns):
            continue
        lead = sentence.tokens[max(0, i - 4) : i]
        if token.deprel == "nsubj" or any(t.text.lower() in prepositions for t in lead):
            return i
    return None


def _source(text: str, sentence: Sentence, head: int, kind: SourceKind, named: list[tuple[Span, Entity]]) -> Source:
    """The evidence; whoever issued it gives the name, if the words tell: "Mitteilung des Ministeriums"."""
    tree = Tree(sentence)
    owners = [i for i in tree.with_relation(head, "nmod", "appos") if i > head]
    if owners:
        inside = [i for i in tree.subtree(owners[0]) if i >= owners[0] or sentence.tokens[i].upos in ("ADJ", "PROPN")]
        span = tree.span(inside)
        if entity := _entity_in(named, span, sentence.tokens[owners[0]].span):
            return Source(entity.name, entity.id, kind, None, span)
        return Source(text[slice(*span)], None, kind, None, span)
    span = sentence.tokens[head].span
    return Source(text[slice(*span)], None, kind, None, span)


def _entity_in(named: list[tuple[Span, Entity]], span: Span, head: Span) -> Entity | None:
    """The longest mention that holds the head of `span`, else a person named inside it."""
    best: tuple[int, Entity] | None = None
    for n in range(bisect_left(named, span[0] - ARTICLE, key=_start), len(named)):
        (start, end), entity = named[n]
        if start >= span[1]:
            break
        if not (start <= head[0] < end or (entity.type == "PER" and span[0] <= start and end <= span[1])):
            continue
        weight = end - start + _is_named_person(entity) * 100  # "Präsident Rojas": the man, not the office
        if best is None or weight > best[0]:
            best = (weight, entity)
    return best[1] if best else None


def _is_named_person(entity: Entity) -> bool:
    return entity.type == "PER" and any(mention.form == "name" for mention in entity.mentions)


def _start(item: tuple[Span, object]) -> int:
    return item[0][0]


def _from_captions(text: str, blocks: tuple[Block, ...], agencies: tuple[Agency, ...]) -> list[Attribution]:
    """Captions stand on the word of the agency that is credited in them or just below."""
    credited = (agency for agency in agencies if agency.role == "credited")
    credits_ = sorted(((span, agency) for agency in credited for span in agency.spans), key=_start)
    found = []
    for n, block in enumerate(blocks):
        if block.kind != "caption":
            continue
        end = blocks[n + 1].span[1] if n + 1 < len(blocks) and blocks[n + 1].kind == "credit" else block.span[1]
        links: tuple[Source, ...] = ()
        for i in range(bisect_left(credits_, block.span[0], key=_start), len(credits_)):
            span, agency = credits_[i]
            if span[0] >= end:
                break
            if all(link.name != agency.name for link in links):
                links += (Source(agency.name, None, "agency", None, span),)
        if links:
            found.append(Attribution((block.span,), links, "caption with credit"))
    return found
