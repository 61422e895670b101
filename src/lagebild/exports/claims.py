"""A record → claims, as far as its JSON tells: for what looks at claims without a store.

The contract holds no lemmas, so that `trigger`, `words`, `numbers` and `quotes` stay empty: enough to match rules, not
enough to judge whether two claims tell the same.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from lagebild.exports.facts import Told, entity_of, event_key, is_lead, is_named, name_of, place_of, sentence_of
from lagebild.knowledge.gazetteer import fold
from lagebild.stories.model import Claim, Count, Origin, Outlet, Party, Spot
from lagebild.view.contract import EventObject, ParticipantObject, ReportObject, SourceObject


def claims_of_record(record: ReportObject) -> tuple[Claim, ...]:
    """The claims of a record in text order; () where its events were not looked for or none was found."""
    outlet = outlet_of(record)
    return tuple(_claim(Told(event, record), outlet) for event in record.events or ())


def outlet_of(record: ReportObject) -> Outlet:
    """Who published a record: by name, else by the host of its address."""
    named = next((a for a in record.agencies or () if a.role == "publisher"), None)
    name = record.publisher or (named.name if named else _host(record.url))
    key = named.id if named and named.id else fold(name)
    return Outlet(key, name, key, named.ownership if named else None, named.country if named else None)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:  # "http://[": no address, though it looks like one
        return ""


def _claim(told: Told, outlet: Outlet) -> Claim:
    event, record = told.event, told.record
    place = place_of(told)
    span = record.sentences[event.sentence] if record.sentences else event.trigger
    sources = tuple(_origin(source, record) for source in event.sources)
    return Claim(
        id=event_key(told),
        report=record.id,
        event=event.id,
        language=record.language,
        published=record.published,
        type=event.type,
        modes=tuple(event.modes),
        contexts=tuple(event.contexts),
        actors=_parties(event.actors, record),
        recipients=_parties(event.recipients, record),
        place=Spot(place.name, place.country, place.lat, place.lon, place.precision, place.geonames) if place else None,
        date_begin=event.date_begin,
        date_end=event.date_end,
        modality=event.modality,
        quantities=_counts(event, record),
        sources=sources,
        origin=_rests_on(sources, record, outlet),
        outlet=outlet,
        trigger=(),
        words=(),
        names=(),
        numbers=(),
        quotes=(),
        text=sentence_of(told),
        span=span,
        lead=is_lead(told),
        confidence=event.confidence,
    )


def _parties(participants: Iterable[ParticipantObject], record: ReportObject) -> tuple[Party, ...]:
    return tuple(
        Party(_key(p, record), name_of(p, record), p.code, sanctioned=_is_sanctioned(p, record)) for p in participants
    )


def _is_sanctioned(participant: ParticipantObject, record: ReportObject) -> bool:
    entity = entity_of(participant, record)
    return bool(entity and entity.sanctioned)


def _key(participant: ParticipantObject, record: ReportObject) -> str:
    """A country's code, a Wikidata id, a folded name, else the code of who is only described."""
    entity = entity_of(participant, record)
    if entity is None:
        return participant.code
    if entity.type == "GPE" and entity.country:
        return entity.country
    if entity.kb:
        return entity.kb.wikidata
    return f"n:{fold(entity.name)}" if is_named(entity) else participant.code


def _counts(event: EventObject, record: ReportObject) -> tuple[Count, ...]:
    found = record.quantities or []
    return tuple(Count(found[i].low, found[i].high, found[i].unit) for i in event.quantities if found)


def _origin(source: SourceObject, record: ReportObject) -> Origin:
    known = next((a for a in record.agencies or () if a.name == source.name), None)
    if known is not None and source.kind in ("agency", "outlet"):
        return Origin(source.kind, known.id, source.name, known.ownership, known.country)
    entity = next((e for e in record.entities or () if e.id == source.entity), None)
    key = entity.kb.wikidata if entity and entity.kb else fold(entity.name if entity else source.name)
    return Origin(source.kind, key, source.name, source.ownership, entity.country if entity else None)


def _rests_on(sources: tuple[Origin, ...], record: ReportObject, outlet: Outlet) -> Origin:
    if sources:
        return sources[0]
    agency = next((a for a in record.agencies or () if a.role == "credited"), None)
    if agency is not None:
        return Origin("agency", agency.id, agency.name, agency.ownership, agency.country)
    return Origin("outlet", outlet.key, outlet.name, outlet.ownership, outlet.country)
