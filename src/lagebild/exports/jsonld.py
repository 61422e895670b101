"""JSON-LD: schema.org NewsArticle, Quotation, Claim and Event in one document.

A claim is what ClaimReview reviews: who says what, and where it appeared. Nothing is rated here. schema.org has no
words for modality, codes and the chain of sources: these have names of our own, `urn:lagebild:terms:`. The context
stands in the document, so that a reader fetches nothing.
"""

from collections.abc import Iterable, Iterator

import msgspec

from lagebild.exports.addresses import web_address
from lagebild.exports.facts import (
    Told,
    auxiliary_modes,
    event_key,
    is_named,
    name_of,
    place_of,
    report_key,
    sentence_of,
)
from lagebild.exports.told_as_text import chain_of, headline_of
from lagebild.view.contract import (
    EntityObject,
    ParticipantObject,
    PlaceObject,
    QuotationObject,
    ReportObject,
    SourceObject,
)
from lagebild.view.phrases import flat

Node = dict[str, object]

CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "lagebild": "urn:lagebild:terms:",
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "lagebild:sources": {"@container": "@list"},
}
TYPES = {"PER": "Person", "ORG": "Organization", "GPE": "AdministrativeArea", "LOC": "Place", "FAC": "Place"}


def to_jsonld(records: Iterable[ReportObject]) -> Iterator[bytes]:
    """One document with the articles of these records, their claims, quotations and events."""
    yield b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":[\n'
    first = True
    for record in records:
        for node in nodes_of(record):
            yield (b"" if first else b",\n") + msgspec.json.encode(node)
            first = False
    yield b"\n]}\n"


def nodes_of(record: ReportObject) -> Iterator[Node]:
    """The article, then who is named in it, what is quoted, and each event with the claim that tells it."""
    article = f"urn:lagebild:report:{report_key(record)}"
    entities = {e.id: _entity_id(e, record) for e in record.entities or () if e.type in TYPES}
    yield _filled(
        {
            "@id": article,
            "@type": "NewsArticle",
            "headline": record.title,
            "url": _address(record.url),
            "inLanguage": record.language,
            "datePublished": record.published,
            "publisher": {"@type": "Organization", "name": record.publisher} if record.publisher else None,
            "articleBody": record.text,
            "mentions": [{"@id": identity} for identity in entities.values()],
            "lagebild:developing": record.developing,
            "lagebild:machineTranslated": record.machine_translated,
        }
    )
    yield from (_entity(e, entities[e.id]) for e in record.entities or () if e.id in entities)
    yield from (_quotation(q, article, entities, record) for q in record.quotations or ())
    for event in record.events or ():
        told = Told(event, record)
        yield _event(told, entities)
        yield _claim(told, article, entities)


def _entity_id(entity: EntityObject, record: ReportObject) -> str:
    if entity.kb:
        return f"http://www.wikidata.org/entity/{entity.kb.wikidata}"
    return f"urn:lagebild:entity:{report_key(record)}:{entity.id}"


def _entity(entity: EntityObject, identity: str) -> Node:
    return _filled(
        {
            "@id": identity,
            # "two fishermen" are no person
            "@type": TYPES[entity.type] if is_named(entity) else "Thing",
            "name": flat(entity.name),
            "lagebild:country": entity.country,
            "lagebild:sector": entity.sector,
        }
    )


def _quotation(quotation: QuotationObject, article: str, entities: dict[str, str], record: ReportObject) -> Node:
    speaker: Node | None = _reference(quotation.speaker_entity, entities)
    if speaker is None and quotation.sources:
        speaker = _source(quotation.sources[0], entities)
    return _filled(
        {
            "@id": f"{article}:{quotation.id}",
            "@type": "Quotation",
            "text": " … ".join(flat(record.text[slice(*span)]) for span in quotation.content),
            "creator": speaker,
            "isPartOf": {"@id": article},
            "lagebild:quotationType": quotation.type,
            "lagebild:modality": quotation.modality,
        }
    )


def _event(told: Told, entities: dict[str, str]) -> Node:
    event, place = told.event, place_of(told)
    return _filled(
        {
            "@id": f"urn:lagebild:event:{event_key(told)}",
            "@type": "Event",
            "name": headline_of(told),
            "startDate": event.date_begin,
            "endDate": event.date_end,
            "location": _place(place) if place else None,
            "keywords": [event.type, *event.modes, *event.contexts],
            "lagebild:type": event.type,
            "lagebild:mode": [*event.modes, *auxiliary_modes(event, told.record)],
            "lagebild:context": event.contexts,
            "lagebild:actor": [_participant(p, told, entities) for p in event.actors],
            "lagebild:recipient": [_participant(p, told, entities) for p in event.recipients],
            "lagebild:cameo": event.cameo,
            "lagebild:score": event.score,
        }
    )


def _claim(told: Told, article: str, entities: dict[str, str]) -> Node:
    event, record = told.event, told.record
    publisher: Node = {"@type": "Organization", "name": record.publisher} if record.publisher else {"@id": article}
    author = _source(event.sources[0], entities) if event.sources else publisher
    return _filled(
        {
            "@id": f"urn:lagebild:claim:{event_key(told)}",
            "@type": "Claim",
            "text": sentence_of(told),
            "about": {"@id": f"urn:lagebild:event:{event_key(told)}"},
            "author": author,
            "appearance": {"@id": article},
            "datePublished": record.published,
            "creditText": chain_of(told),
            "lagebild:modality": event.modality,
            "lagebild:sources": [_source(source, entities) for source in event.sources],
            "lagebild:rule": event.rule,
            "lagebild:confidence": event.confidence,
        }
    )


def _participant(participant: ParticipantObject, told: Told, entities: dict[str, str]) -> Node:
    return _filled(
        {
            "name": name_of(participant, told.record),
            "lagebild:code": participant.code,
            "lagebild:entity": _reference(participant.entity, entities),
        }
    )


def _source(source: SourceObject, entities: dict[str, str]) -> Node:
    """Who says so: the entity where there is one, else a node of the kind that it is."""
    known = _reference(source.entity, entities)
    types = {"speaker": "Person", "agency": "NewsMediaOrganization", "outlet": "NewsMediaOrganization"}
    kind = {"document": "CreativeWork", "video": "VideoObject", "photo": "Photograph"} | types
    return known or {"@type": kind[source.kind], "name": flat(source.name)}


def _place(place: PlaceObject) -> Node:
    coordinates = place.lat is not None and place.lon is not None
    return _filled(
        {
            "@type": "Place",
            "name": flat(place.name),
            "address": {"@type": "PostalAddress", "addressCountry": place.country} if place.country else None,
            "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if coordinates else None,
            "sameAs": f"https://sws.geonames.org/{place.geonames}/" if place.geonames else None,
            "lagebild:precision": place.precision,
        }
    )


def _reference(entity: str | None, entities: dict[str, str]) -> Node | None:
    return {"@id": entities[entity]} if entity in entities else None


def _address(url: str | None) -> str | None:
    found = web_address(url)
    return found[0] if found else None


def _filled(node: Node) -> Node:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
