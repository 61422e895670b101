"""Who fills a slot: the mention under a token, its conjuncts, and the honest empty answer."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from lagebild.knowledge.event_rules import Grammar, Slots
from lagebild.record import Entity, Mention, Participant, Sentence, Span, Token
from lagebild.rules.clause import stretch_of
from lagebild.rules.frame import Frame
from lagebild.rules.tree import Tree, has, matches
from lagebild.rules.word_lists import is_listed
from lagebild.stages.events.circumstances import Scopes, sources_of

MOST_BEFORE_VERB = 6  # tokens: an article, an adjective, an office and a name
NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN"})


class MentionIndex:
    """All mentions of a report, found by the token they stand on."""

    def __init__(
        self,
        entities: tuple[Entity, ...],
        speakers: Iterable[tuple[Entity, Mention]] = (),
        scopes: Scopes | None = None,
    ) -> None:
        self._known = {entity.id: entity for entity in entities}
        self._scopes = scopes or Scopes()
        self._types = {entity.id: entity.type for entity in entities}
        self._by_head: dict[Span, list[tuple[Entity, Mention]]] = defaultdict(list)
        covering: list[tuple[Span, Entity, Mention]] = []
        for entity in entities:
            for mention in entity.mentions:
                self._by_head[mention.head].append((entity, mention))
                covering.append((mention.span, entity, mention))
        for entity, mention in speakers:
            self._by_head.setdefault(mention.head, []).append((entity, mention))
        self._covering = sorted(covering, key=lambda c: c[0])
        self._starts = [c[0][0] for c in self._covering]
        self._pronouns = {
            mention.span for found in self._by_head.values() for _, mention in found if mention.form == "pronoun"
        }

    def over(self, tree: Tree, i: int) -> list[tuple[Entity, Mention]]:
        """A longer mention whose head the parse hung below `i`: "Nordkoreas Machthaber" with the two turned round."""
        below = {tree.tokens[j].span for j in tree.children[i] if tree.tokens[j].deprel in ("appos", "flat", "nmod")}
        span = tree.tokens[i].span
        return [
            (entity, mention)
            for head in below
            for entity, mention in self._by_head.get(head, ())
            if mention.span[0] <= span[0] and span[1] <= mention.span[1] and mention.head != span
        ]

    def heads(self) -> frozenset[Span]:
        """Heads of all mentions."""
        return frozenset(self._by_head)

    def people(self) -> dict[Span, str]:
        """Heads of people's names, with the entity each stands for."""
        return {
            head: entity.id
            for head, found in self._by_head.items()
            for entity, mention in found
            if entity.type == "PER" and mention.form == "name"
        }

    def states(self) -> frozenset[Span]:
        """Heads of names of states and towns."""
        return frozenset(
            head
            for head, found in self._by_head.items()
            for entity, mention in found
            if entity.type == "GPE" and mention.form == "name"
        )

    def somebody(self) -> frozenset[Span]:
        """Heads of people, bodies and states: whoever can do a thing deliberately."""
        return frozenset(
            head
            for head, found in self._by_head.items()
            if any(entity.type in ("PER", "ORG", "GPE") for entity, _ in found)
        )

    def speaker_at(self, span: Span) -> list[tuple[Entity, Mention]]:
        """On whose word the token stands, as if they were mentioned there."""
        for source in sources_of(span[0], self._scopes):
            if source.kind != "speaker":
                continue
            if source.entity in self._known:
                return [(self._known[source.entity], Mention(source.span or span, "name", span))]
            if source.span:
                return self._within(source.span)
        return []

    def _within(self, span: Span) -> list[tuple[Entity, Mention]]:
        """The first description inside a stretch: the head of a German or English noun phrase comes first."""
        first = bisect_left(self._starts, span[0])
        inside = (c for c in self._covering[first:] if c[0][0] < span[1])
        return [(c[1], c[2]) for c in inside if c[0][1] <= span[1]][:1]

    def is_person(self, participant: Participant) -> bool:
        """True if a person, or people, stand there."""
        return self._types.get(participant.entity or "") in ("PER", "NORP")

    def is_state(self, participant: Participant) -> bool:
        """True if a state or a town stands there, also where it stands for its government."""
        return self._types.get(participant.entity or "") == "GPE"

    def is_somebody(self, participant: Participant) -> bool:
        """True if a single person, a body or a state stands there, not a group of people."""
        return self._types.get(participant.entity or "") in ("PER", "ORG", "GPE")

    def is_named(self, participant: Participant) -> bool:
        """False where only a pronoun stands for them."""
        return participant.span not in self._pronouns

    def on(self, span: Span) -> list[tuple[Entity, Mention]]:
        """Mentions headed by this token; several where a plural stands for several entities."""
        if span in self._by_head:
            return self._by_head[span]
        # A mention whose head the parse put elsewhere: the smallest that covers the token. Names are
        # short, so that looking back a few starts is enough.
        at = bisect_right(self._starts, span[0])
        near = [c for c in self._covering[max(0, at - 12) : at] if c[0][1] >= span[1]]
        if not near:
            return []
        smallest = min(near, key=lambda c: c[0][1] - c[0][0])[0]
        return [(entity, mention) for covered, entity, mention in near if covered == smallest]


def speaking_pronouns(
    sentences: Sequence[Sentence], entities: tuple[Entity, ...], scopes: Scopes, grammar: Grammar
) -> Iterator[tuple[Entity, Mention]]:
    """ "We" and "I" in somebody's words mean the speaker: a mention for each.

    So does a pronoun that is the subject of what a body says: "Die Hisbollah erklärte, sie werde antworten".
    """
    known = {entity.id: entity for entity in entities}
    meant = {mention.head for entity in entities for mention in entity.mentions}
    for sentence in sentences:
        for token in sentence.tokens:
            if token.upos != "PRON":
                continue
            word = token.text.casefold()
            kinds = grammar.speakers_in_third_person.get(word, ()) if _is_said_first(sentence, token) else ()
            if word not in grammar.speaker_pronouns and (not kinds or token.span in meant):
                continue
            named = (known[s.entity] for s in sources_of(token.span[0], scopes) if s.entity in known)
            speaker = next(named, None)
            if speaker and (word in grammar.speaker_pronouns or speaker.type.casefold() in kinds):
                yield speaker, Mention(token.span, "pronoun", token.span)


def _is_said_first(sentence: Sentence, token: Token) -> bool:
    """True for the subject of a clause that is the content of a verb in the same sentence."""
    if not matches(token.deprel, ("nsubj",)) or token.head < 0:
        return False
    return matches(sentence.tokens[token.head].deprel, ("ccomp",))


def find_participants(
    slots: Slots,
    frame: Frame,
    tree: Tree,
    mentions: MentionIndex,
    grammar: Grammar,
    taken: set[Span] | None = None,
) -> tuple[tuple[Participant, ...], bool]:
    """Fill the first alternative that names somebody; True beside it where case stood in for a missing arc."""
    deed = tree.tokens[frame.trigger]
    placed = taken is None and is_listed(deed.lemma, deed.text, grammar.placed_deeds)
    for alternative in slots:
        found: dict[tuple[str | None, str], Participant] = {}
        for slot in alternative:
            if slot.kind == "speaker":
                named = [participant_of(*found) for found in mentions.speaker_at(tree.tokens[frame.trigger].span)]
            else:
                named = [p for head in frame.slot(slot) for p in _expand(tree, head, mentions, grammar)]
            if slot.kind == "oblique" and not named:  # "30 million in aid for Sudan": the first one names nobody
                lower = (_expand(tree, head, mentions, grammar) for head in frame.deeper(slot.cases))
                named = next((people for people in lower if people), [])
            if slot.kind == "local":
                named = [replace(p, code=p.code[:3]) if mentions.is_state(p) else p for p in named]
            elif placed:  # "der Anschlag von Ankara" was done there and not by it
                named = [p for p in named if not mentions.is_state(p)]
            for participant in named:
                if not taken or participant.span not in taken:
                    found.setdefault((participant.entity, participant.code), participant)
        if found:
            return tuple(found.values()), False
    wants_subject = any(slot.kind == "subject" for alternative in slots for slot in alternative)
    if wants_subject and not frame.passive:
        issuers = [p for head in frame.issuer() for p in _expand(tree, head, mentions, grammar)]
        if issuers:
            return tuple(issuers), False
    if wants_subject and (deciders := [p for head in frame.decider() for p in _expand(tree, head, mentions, grammar)]):
        return tuple(deciders), False
    if wants_subject and grammar.nominative_fallback and not frame.passive and not _has_subject(tree, frame):
        guess = _nominative(tree, frame.trigger, mentions) or _in_first_place(tree, frame.trigger, mentions)
        return guess, bool(guess)
    return (), False


def _has_subject(tree: Tree, frame: Frame) -> bool:
    return bool(tree.with_relation(frame.trigger, "nsubj", "csubj"))


def _expand(tree: Tree, head: int, mentions: MentionIndex, grammar: Grammar) -> list[Participant]:
    """The participants at `head` and its conjuncts."""
    out: list[Participant] = []
    for i in _joined(tree, head):
        found = mentions.over(tree, i) or mentions.on(tree.tokens[i].span)
        if not found:  # "der Präsident Wladimir Putin" with the mention on the name; "ein Flugzeug der Luftwaffe"
            found = [m for j in _inside(tree, i, grammar) for m in mentions.on(tree.tokens[j].span)][:1]
        if not found:
            found = _origin(tree, i, mentions, grammar)
        owner = _owners_country(tree, i, mentions) if found else None
        out += [participant_of(entity, mention, owner) for entity, mention in found]
    return out


def _inside(tree: Tree, i: int, grammar: Grammar) -> list[int]:
    """Names beside a noun and nouns in its genitive; of an amount what is counted: "tens of thousands of Tunisians".

    A deed stands for its doer, not for whom it was done to: "the bombing of a mosque by rebels".
    """
    partitive = tree.tokens[i].lemma.casefold() in grammar.partitives
    if tree.tokens[i].lemma.casefold() in grammar.deeds:
        doers = (j for j in tree.with_relation(i, "nmod", "obl") if tree.case_words(j) & grammar.agent_cases)
        return [*tree.with_relation(i, "nmod:poss"), *doers]
    # "Abuses by soldiers alarmed" nobody in the soldiers' name: who did the deed is not subject of another verb.
    doer = frozenset() if matches(tree.tokens[i].deprel, ("nsubj",)) else grammar.doer_cases
    inside = tree.with_relation(i, "appos", "flat") or [
        j
        for j in tree.with_relation(i, "nmod")
        if partitive
        or matches(tree.tokens[j].deprel, ("nmod:poss",))
        or not tree.case_words(j) - grammar.genitive_cases - doer
    ]
    if not partitive:  # "missiles fired by the army" stand for the army
        done = tree.with_relation(i, "acl", "amod")
        return inside + [
            k for j in done for k in tree.with_relation(j, "obl") if tree.case_words(k) & grammar.agent_cases
        ]
    if not inside:  # "Zehntausende Israelis", read as two subjects
        behind = [j for j in (i + 1, i + 2) if j < len(tree.tokens) and tree.tokens[j].head == tree.tokens[i].head]
        return [j for j in behind if not tree.case_words(j) and tree.tokens[j].upos in ("NOUN", "PROPN", "ADJ")]
    return inside + [
        k for j in inside if tree.tokens[j].lemma.casefold() in grammar.partitives for k in _inside(tree, j, grammar)
    ]


def _origin(tree: Tree, i: int, mentions: MentionIndex, grammar: Grammar) -> list[tuple[Entity, Mention]]:
    """ "Bergungsteams aus Italien" stand for Italy; remarks from a party and beer from Czech production for nobody."""
    phrases = (j for j in tree.with_relation(i, "nmod") if tree.case_words(j) & grammar.origin_cases)
    named = (m for j in phrases for k in _joined(tree, j) for m in mentions.on(tree.tokens[k].span))
    return [(entity, mention) for entity, mention in named if entity.type == "GPE" and mention.form == "name"]


def _owners_country(tree: Tree, i: int, mentions: MentionIndex) -> str | None:
    """ "Soldaten der ivorischen Armee": who has no country of their own has that of whom they belong to."""
    owners = (j for j in tree.with_relation(i, "nmod") if not tree.case_words(j) - {"of"})
    countries = (m.country or e.country for j in owners for e, m in mentions.on(tree.tokens[j].span))
    return next((country for country in countries if country), None)


def _joined(tree: Tree, head: int) -> list[int]:
    """The head and all its conjuncts, also where the parse strings them one under the other."""
    found, stack = [], [head]
    while stack:
        i = stack.pop()
        found.append(i)
        stack += [c for c in tree.with_relation(i, "conj") if c not in found]
    return sorted(found)


def participant_of(entity: Entity, mention: Mention, owner: str | None = None) -> Participant:
    """A participant with its PLOVER code; `owner` is the country of whom they belong to, if they have none."""
    country = mention.country or entity.country or owner
    sector = mention.sector or entity.sector
    return Participant(entity.id, mention.span, " ".join(part for part in (country, sector) if part))


def struck_places(
    tree: Tree, trigger: int, actors: tuple[Participant, ...], mentions: MentionIndex
) -> tuple[Participant, ...]:
    """Those actors of a violent noun that are the town it names: "the Paris attacks" were not done by Paris.

    A town is a metonym ("Paris" for France) or a place that no country is: a country beside the noun did it.
    """
    beside = [i for i in tree.with_relation(trigger, "compound") if tree.tokens[i].upos == "PROPN"]
    towns: list[Participant] = []
    for i in beside:
        for entity, mention in mentions.on(tree.tokens[i].span):
            town = mention.form == "metonym" or (
                entity.type == "GPE" and mention.form == "name" and not entity.wikidata
            )
            if town:
                towns += [p for p in actors if p.span == mention.span and p.entity == entity.id]
    return tuple(towns)


def _nominative(tree: Tree, trigger: int, mentions: MentionIndex) -> tuple[Participant, ...]:
    """Where the parse gives a verb no subject: the only nominative in its stretch that somebody stands on."""
    candidates = [
        i
        for i in sorted(stretch_of(tree, trigger))
        if i != trigger
        and has(tree.tokens[i], "Case=Nom")
        and not tree.case_words(i)
        and tree.tokens[i].upos != "DET"
        and not _is_below_phrase(tree, i)
    ]
    named = [i for i in candidates if mentions.on(tree.tokens[i].span)]
    heads = {m.head for i in named for _, m in mentions.on(tree.tokens[i].span)}
    if len(heads) != 1:
        return ()
    return tuple(participant_of(entity, mention) for entity, mention in mentions.on(tree.tokens[named[0]].span))


def _is_below_phrase(tree: Tree, i: int) -> bool:
    """True for a name whose case is that of the noun beside it: "im Prozess gegen die Ministerin Timoschenko"."""
    while matches(tree.tokens[i].deprel, ("appos", "flat", "conj")) and tree.tokens[i].head >= 0:
        i = tree.tokens[i].head
        if tree.case_words(i):
            return True
    return False


def _in_first_place(tree: Tree, trigger: int, mentions: MentionIndex) -> tuple[Participant, ...]:
    """Where the parse gives a verb no subject: who stands alone before the finite verb at the head of the sentence."""
    finite = [i for i in (trigger, *tree.with_relation(trigger, "aux", "cop")) if has(tree.tokens[i], "VerbForm=Fin")]
    end = min(finite, default=0)
    before = tree.tokens[:end]
    if not before or len(before) > MOST_BEFORE_VERB or any(t.upos not in NAMING for t in before):
        return ()
    if any(has(t, "Case=Acc") or has(t, "Case=Dat") for t in before if t.upos == "DET"):
        return ()
    return tuple(participant_of(entity, mention) for entity, mention in mentions.on(tree.tokens[end - 1].span)[:1])
