"""Who fills a slot: the mention under a token, its conjuncts, and the honest empty answer."""

from msgspec.structs import replace

from lagebild.knowledge.event_rules import Grammar, Slot, Slots
from lagebild.record import Entity, Mention, Participant, Span
from lagebild.rules.clause import stretch_of
from lagebild.rules.frame import Frame
from lagebild.rules.tree import Tree, has, matches
from lagebild.rules.word_lists import is_listed
from lagebild.stages.events.mentions import MentionIndex

MOST_BEFORE_VERB = 6  # tokens: an article, an adjective, an office and a name
NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN"})


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
    for alternative in _direct_first(slots, frame, grammar):
        found: dict[tuple[str | None, str], Participant] = {}
        for slot in alternative:
            if slot.kind == "speaker":
                named = [participant_of(*found) for found in mentions.speaker_at(tree.tokens[frame.trigger].span)]
            else:
                heads = _without_scene(frame, slot, tree, mentions, grammar)
                named = [p for head in heads for p in _expand(tree, head, mentions, grammar)]
            if slot.kind == "subject" and not named and frame.passive:
                named = _agent_beside(frame, tree, mentions, grammar)
            if slot.kind == "oblique" and not named:  # "30 million in aid for Sudan": the first one names nobody
                lower = (_expand(tree, head, mentions, grammar) for head in frame.deeper(slot.cases))
                named = next((people for people in lower if people), [])
            if slot.kind == "indirect" and not named and taken:
                named = _datives(frame, tree, mentions, grammar, taken)
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


def _without_scene(frame: Frame, slot: Slot, tree: Tree, mentions: MentionIndex, grammar: Grammar) -> list[int]:
    """Those who fill a slot but for where it happens, if others do: "setzte in Lima Gas gegen Demonstranten ein".

    Only of a slot for several prepositions, where the other phrase may hang further down.
    """
    heads = frame.slot(slot)
    other = slot.cases - grammar.scene_cases
    if slot.kind != "oblique" or not heads or not other or other == slot.cases:
        return heads
    where = [i for i in heads if tree.case_words(i) & grammar.scene_cases and not tree.case_words(i) & other]
    if not where or not all(any(e.type == "GPE" for e, _ in _somebody_at(tree, i, mentions, grammar)) for i in where):
        return heads
    rest = [i for i in heads if i not in where] or frame.deeper(other)
    return rest if any(_expand(tree, i, mentions, grammar) for i in rest) else heads


def _somebody_at(tree: Tree, i: int, mentions: MentionIndex, grammar: Grammar) -> list[tuple[Entity, Mention]]:
    """Whoever a word or a name beside it stands for: "in der Hauptstadt Lima" stands for a town."""
    return [m for j in (i, *_inside(tree, i, grammar)) for m in mentions.on(tree.tokens[j].span)]


def _agent_beside(frame: Frame, tree: Tree, mentions: MentionIndex, grammar: Grammar) -> list[Participant]:
    """ "sind drei Demonstranten von Polizisten erschossen worden": by whom, where the parse hung it on the people.

    Only of people with people right behind them and the verb right behind those.
    """
    for i in frame.slot(Slot("object")):
        for j in tree.with_relation(i, "nmod"):
            if not tree.case_words(j) & grammar.agent_cases or not i < j == frame.trigger - 1:
                continue
            people = [m for k in (i, j) for m in mentions.on(tree.tokens[k].span) if m[0].type in ("PER", "ORG")]
            if tree.tokens[i].lemma.casefold() not in grammar.partitives and len(people) > 1:
                return _expand(tree, j, mentions, grammar)
    return []


def _direct_first(slots: Slots, frame: Frame, grammar: Grammar) -> Slots:
    """Whoever a noun beside the verb has as its genitive comes last: "bat Paris um die Entsendung von Soldaten"."""
    if len(slots) < 2 or not grammar.genitive_cases:
        return slots
    late = [
        alternative
        for alternative in slots
        if all(slot.kind == "oblique" and slot.cases & grammar.genitive_cases for slot in alternative)
        and all(frame.is_below_another(i) for slot in alternative for i in frame.slot(slot))
    ]
    return (*(a for a in slots if a not in late), *late)


def _datives(frame: Frame, tree: Tree, mentions: MentionIndex, grammar: Grammar, taken: set[Span]) -> list[Participant]:
    """Whoever stands in a genitive behind the subject, and is of another country than the subject: a dative.

    "Gestern drohte die Union der Regierung in Bern", "drohte Russlands Präsident der Ukraine".
    """
    behind = [i for i in frame.behind_subject() if tree.tokens[i].span not in taken]
    if not behind:
        return []
    ours = {p.code.partition(" ")[0] for i in frame.slot(Slot("subject")) for p in _expand(tree, i, mentions, grammar)}
    theirs = [p for i in behind for p in _expand(tree, i, mentions, grammar)]
    return [p for p in theirs if p.code and p.code.partition(" ")[0] not in ours | {""} and p.span not in taken]


def _has_subject(tree: Tree, frame: Frame) -> bool:
    return bool(tree.with_relation(frame.trigger, "nsubj", "csubj"))


def _expand(tree: Tree, head: int, mentions: MentionIndex, grammar: Grammar) -> list[Participant]:
    """The participants at `head` and its conjuncts."""
    out: list[Participant] = []
    for i in _joined(tree, head):
        found = mentions.over(tree, i) or mentions.on(tree.tokens[i].span)
        if not found and tree.tokens[i].lemma.casefold() in grammar.kin:
            named = tree.with_relation(i, "appos", "flat")  # "his friend Donald Trump"
            found = [m for j in named for m in mentions.on(tree.tokens[j].span)][:1]
            if not found:
                continue
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
    if tree.tokens[i].lemma.casefold() in grammar.intentions:  # "the offer that Kenya made" stands for Kenya
        made = (j for j in tree.with_relation(i, "acl") if tree.tokens[j].lemma.casefold() in grammar.support_verbs)
        if makers := [k for j in made for k in tree.with_relation(j, "nsubj") if tree.tokens[k].upos != "PRON"]:
            return makers
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
    found = (on for j in owners for on in mentions.on(tree.tokens[j].span))
    countries = (m.country or e.country for e, m in found if e.type != "NORP")  # hijackers of a ship are not its own
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
    country = mention.country or entity.country or (owner if entity.rule != "counterpart" else None)
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
