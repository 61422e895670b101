"""Which quantities belong to which event: the dead to the attack, those in custody to the arrest."""

from collections.abc import Sequence

from msgspec.structs import replace

from lagebild.knowledge.ontology import Ontology
from lagebild.record import Event, Quantity, Sentence, Span

FATES = frozenset({"killed", "wounded", "missing", "arrested", "captured", "released", "displaced", "protesters"})


def settle_quantities(
    events: Sequence[Event], quantities: tuple[Quantity, ...], sentences: tuple[Sentence, ...], ontology: Ontology
) -> list[Event]:
    """The events of a report with their quantities, of which each has those of its clause before.

    What became of people belongs to the event that does such things, where the sentence has one; where it has none, to
    the only one of the sentence before in the same paragraph: "A bomb hit a bus. At least 11 people were killed."
    """
    owned: dict[int, set[int]] = {i: set(event.quantities) for i, event in enumerate(events)}
    of_sentence: dict[int, list[int]] = {}
    for i, event in enumerate(events):
        of_sentence.setdefault(event.sentence, []).append(i)
    at = 0
    for q, quantity in enumerate(quantities):
        if quantity.kind not in FATES:
            continue
        while at + 1 < len(sentences) and sentences[at + 1].span[0] <= quantity.span[0]:
            at += 1
        here = of_sentence.get(at, [])
        fitting = [i for i in here if quantity.kind in ontology.event_type(events[i].type).counts]
        if fitting:
            own = [i for i in fitting if q in owned[i]] or [min(fitting, key=lambda i: _gap(events[i], quantity.span))]
            for i in here:
                owned[i].discard(q)
            for i in own:
                owned[i].add(q)
        elif at and sentences[at - 1].block == sentences[at].block and not any(q in owned[i] for i in here):
            told = [i for i in of_sentence.get(at - 1, ()) if _could_count(events[i], quantity, ontology)]
            if len(told) == 1:
                owned[told[0]].add(q)
    return [
        event if set(event.quantities) == owned[i] else replace(event, quantities=tuple(sorted(owned[i])))
        for i, event in enumerate(events)
    ]


def _could_count(event: Event, quantity: Quantity, ontology: Ontology) -> bool:
    return event.modality == "asserted" and quantity.kind in ontology.event_type(event.type).counts


def _gap(event: Event, span: Span) -> int:
    return max(span[0] - event.trigger[1], event.trigger[0] - span[1], 0)
