"""Events of one sentence that tell the same thing twice: which of them stay, and with whom."""

from msgspec.structs import replace

from lagebild.record import Event, Participant
from lagebild.rules.tree import Tree, has, matches

REFUSAL = "REJECT"
TALK = "CONSULT"
VISIT = "visit"
PROMISE = "AGREE"


def settle_roles(
    actors: tuple[Participant, ...], recipients: tuple[Participant, ...]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Drop from the recipients whoever is an actor already."""
    taken = {(p.entity, p.code) for p in actors if p.entity}
    return actors, tuple(p for p in recipients if (p.entity, p.code) not in taken)


def without_carried(tree: Tree, events: list[Event]) -> list[Event]:
    """A noun and the verb that carries it tell one event: "die Gespräche werden fortgesetzt", "flog Angriffe auf".

    The verb's event stays; whom the noun names itself goes before whom the verb names.
    """
    if len(events) < 2:
        return events
    kept = _by_token(tree, events)
    for i, event in list(kept.items()):
        token = tree.tokens[i]
        verb = kept.get(token.head)
        if verb is None or token.upos != "NOUN" or (verb.type, verb.modality) != (event.type, event.modality):
            continue
        if matches(token.deprel, ("obj", "nsubj")):
            actors = event.actors if len(event.actors) > 1 or not verb.actors else _joined(verb.actors, event.actors)
            actors, recipients = settle_roles(actors, event.recipients or verb.recipients)
            kept[token.head] = replace(verb, actors=actors, recipients=recipients)
            del kept[i]
    return list(kept.values())


def without_governed(tree: Tree, events: list[Event]) -> list[Event]:
    """An act and what it consists in tell one event: "bot an, Gespräche auszurichten", "agreed to aid Kenya".

    Of two events of one type the one that governs the other stays; whoever only the other names is its recipient.
    """
    if len(events) < 2:
        return events
    kept = _by_token(tree, events)
    for i, event in list(kept.items()):
        over = _governor(tree, i) if event.actors else _noun_above(tree, i)
        governor = kept.get(over) if over is not None else None
        if over is not None and governor is not None and _is_of_the_unwilling(tree, over, governor, event):
            del kept[i]
            continue
        if over is None or governor is None or governor.type != event.type:
            continue
        if "denied" in (governor.modality, event.modality):
            continue  # "denied that it had refused" is a denial, and a refusal that did not happen
        if (
            matches(tree.tokens[i].deprel, ("aux",)) and not governor.recipients
        ):  # it says of whom: "Niger solle helfen, forderte Peru"
            kept[i] = replace(event, actors=event.actors or governor.actors)
            del kept[over]
            continue
        known = {(p.entity, p.code) for p in governor.actors}
        others = event.recipients or tuple(p for p in event.actors if (p.entity, p.code) not in known)
        _, recipients = settle_roles(governor.actors, governor.recipients or others)
        kept[over] = replace(governor, recipients=recipients)
        del kept[i]
    return list(kept.values())


def without_purposes(tree: Tree, events: list[Event]) -> list[Event]:
    """Talks for which somebody comes are told by the coming: "flew to Geneva for talks with his Swiss colleague".

    Whoever only the noun names, with whom the talks are, is a recipient of the visit.
    """
    if len(events) < 2:
        return events
    kept = _by_token(tree, events)
    for i, event in list(kept.items()):
        token = tree.tokens[i]
        visit = kept.get(token.head)
        if visit is None or event.type != TALK or token.upos != "NOUN" or not matches(token.deprel, ("obl",)):
            continue
        coming = VISIT in visit.modes or (visit.type == PROMISE and visit.modality == "planned")
        if not coming or not visit.actors or len(event.actors) > 1:
            continue
        others = tuple(p for p in event.actors if p.code not in {known.code for known in visit.recipients})
        _, recipients = settle_roles(visit.actors, (*visit.recipients, *others))
        kept[token.head] = replace(visit, recipients=recipients)
        del kept[i]
    return list(kept.values())


def without_outcomes(tree: Tree, events: list[Event], marks: frozenset[str]) -> list[Event]:
    """Who was hurt when somebody struck was hurt by it: "Nine were killed when jets bombed a market" is one act.

    The clause that says who did it stays, with those who suffered it; `marks` are its conjunctions.
    """
    if len(events) < 2:
        return events
    kept = _by_token(tree, events)
    for i, event in list(kept.items()):
        if event.actors or not event.recipients or not tree.with_relation(i, "aux:pass", "cop"):
            continue
        for j in tree.with_relation(i, "advcl"):
            deed = kept.get(j)
            if deed is None or (deed.type, deed.modality) != (event.type, event.modality) or not tree.marks(j) & marks:
                continue
            if not set(event.modes) <= set(deed.modes):
                continue  # "three were arrested when police seized the newspaper" tells of two acts
            struck = () if all(" " not in p.code for p in deed.recipients) else deed.recipients  # a place, or people
            actors, recipients = settle_roles(deed.actors, _joined(event.recipients, struck))
            dated = deed if deed.time is not None else event
            kept[j] = replace(
                deed, actors=actors, recipients=recipients, place=deed.place if deed.place is not None else event.place,
                time=dated.time, date_begin=dated.date_begin, date_end=dated.date_end,
            )  # fmt: skip
            kept.pop(i, None)
    return list(kept.values())


def _is_of_the_unwilling(tree: Tree, over: int, governor: Event, event: Event) -> bool:
    """What somebody will not do is told by their saying so: "Poland is not prepared to talk", "vowed not to resign".

    Not what they deny to have done: "bestritt, Sambia angegriffen zu haben".
    """
    refused = governor.type == REFUSAL and governor.modality == "asserted" and event.modality == "denied"
    trigger = tree.at(event.trigger)[0]
    marked = any(tree.tokens[c].upos == "PART" for c in tree.with_relation(trigger, "mark"))
    marked = marked and not tree.with_relation(trigger, "aux")
    return refused and (marked or tree.tokens[over].upos == "ADJ")


def without_asked(tree: Tree, events: list[Event]) -> list[Event]:
    """Leave out the verb whose auxiliary tells an event: "Niger muss die Haft beenden, sagte Peru" is a demand only."""
    if len(events) < 2:
        return events
    told = _by_token(tree, events)
    asked = {tree.tokens[i].head for i in told if matches(tree.tokens[i].deprel, ("aux",))}
    return [event for i, event in told.items() if i not in asked]


def without_refused(tree: Tree, events: list[Event]) -> list[Event]:
    """Leave out what the word for a refusal denies: "weigert sich, die Truppen abzuziehen" tells of no withdrawal.

    A deed that is denied to have happened stays: "bestritt, die Stadt beschossen zu haben".
    """
    if len(events) < 2:
        return events
    told = [tree.at(event.trigger)[0] for event in events if event.quad == "verbal_conflict"]
    beside = (c for i in told for c in tree.children[i])  # "bleibt bei der Weigerung, die Häfen zu öffnen"
    refusals = {tree.tokens[i].span for i in (*told, *beside)}
    return [e for e in events if e.modality != "denied" or e.modality_cue not in refusals or not _is_ahead(tree, e)]


def _is_ahead(tree: Tree, event: Event) -> bool:
    """True of an infinitive without a perfect, and of a noun for words: "lehnte einen Dialog mit Kairo ab"."""
    i = tree.at(event.trigger)[0]
    if tree.tokens[i].upos == "NOUN":
        return event.quad.startswith("verbal")
    return not has(tree.tokens[i], "VerbForm=Fin") and not tree.with_relation(i, "aux")


def _by_token(tree: Tree, events: list[Event]) -> dict[int, Event]:
    at = {token.span: i for i, token in enumerate(tree.tokens)}
    return {at[event.trigger]: event for event in events}


def _noun_above(tree: Tree, i: int) -> int | None:
    """Over a noun whose doer nobody names: the verb or noun it hangs on, "in protest against X they blocked …"."""
    token = tree.tokens[i]
    hangs = token.upos == "NOUN" and matches(token.deprel, ("obl", "nmod")) and token.head >= 0
    return token.head if hangs else _governor(tree, i)


def _governor(tree: Tree, i: int) -> int | None:
    """The word whose content the trigger is: over its infinitive or clause, and over the verb that carries a noun."""
    token = tree.tokens[i]
    carried = token.upos == "NOUN" and matches(token.deprel, ("obj",))
    if (carried or matches(token.deprel, ("aux",))) and token.head >= 0:
        token = tree.tokens[token.head]
    if matches(token.deprel, ("xcomp", "ccomp")):
        return token.head
    marked = any(tree.tokens[c].upos == "PART" for c in tree.with_relation(tree.at(token.span)[0], "mark"))
    return token.head if marked and matches(token.deprel, ("conj", "acl", "obj")) else None


def without_doubles(events: list[Event]) -> list[Event]:
    """Within a sentence keep one event per type, actors, recipients and modality: the surer one.

    Two modes done to two groups are two: "pushed the crowd back and detained eight men".
    """
    best: dict[tuple[object, ...], Event] = {}
    for event in events:
        key: tuple[object, ...] = (
            event.type,
            frozenset(p.code for p in event.actors),
            frozenset(p.code for p in event.recipients),
            event.modality,
        )
        if key in best and _are_two(best[key], event):
            key = (*key, event.modes)
        if key not in best or event.confidence > best[key].confidence:
            best[key] = event
    return sorted(best.values(), key=lambda e: e.trigger)


def _are_two(one: Event, other: Event) -> bool:
    """Deeds in different modes, each done to somebody whom the other does not name."""
    if not one.quad.startswith("material") or not one.modes or not other.modes or set(one.modes) & set(other.modes):
        return False
    here, there = ({p.span for p in event.recipients} for event in (one, other))
    return bool(here) and bool(there) and not here & there


def without_nameless(tree: Tree, events: list[Event]) -> list[Event]:
    """Leave out a noun with nobody beside an event of its type with somebody: "claimed the attack" tells of one."""
    if len(events) < 2:
        return events
    named = {event.type for event in events if event.actors or event.recipients}
    nouns = {token.span for token in tree.tokens if token.upos == "NOUN"}
    return [e for e in events if e.actors or e.recipients or e.type not in named or e.trigger not in nouns]


def _joined(some: tuple[Participant, ...], more: tuple[Participant, ...]) -> tuple[Participant, ...]:
    known = {(p.entity, p.code) for p in some}
    return (*some, *(p for p in more if (p.entity, p.code) not in known))
