"""FollowTheMoney entities, one JSON object a line, as Aleph and OpenSanctions tools read them.

Which schema for what, and why, stands in docs/exports.md. The library of that name is not needed to write them: an
entity is an id, a schema and lists of strings, and the tests check every property against its model.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha1

import msgspec
from msgspec import Struct

from lagebild.exports.addresses import web_address
from lagebild.exports.facts import Told, day_of, event_key, is_named, place_of, report_key, sentence_of
from lagebild.exports.told_as_text import chain_of, headline_of
from lagebild.knowledge.codes import Codes
from lagebild.view.contract import EntityObject, ReportObject
from lagebild.view.phrases import flat, printable

# Sectors whose organisations are bodies of a state.
PUBLIC_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


class Entity(Struct, frozen=True):
    """An entity as FollowTheMoney writes it; a property without values is left out."""

    id: str
    schema: str
    properties: dict[str, list[str]]


def to_ftm(records: Iterable[ReportObject], codes: Codes) -> Iterator[bytes]:
    """The entities of these records as JSON Lines. One that is named in several reports comes with each of them."""
    for record in records:
        for entity in entities_of(record, codes):
            yield msgspec.json.encode(entity) + b"\n"


def entities_of(record: ReportObject, codes: Codes) -> Iterator[Entity]:
    """The article, who is named in it, where they are named, its events, and who did them to whom."""
    article = _article(record, codes)
    yield article
    acting = {p.entity for e in record.events or () for p in (*e.actors, *e.recipients)}
    parties = {
        entity.id: found
        for entity in record.entities or ()
        if (found := _party(entity, entity.id in acting, record, codes)) is not None
    }
    yield from {party.id: party for party in parties.values()}.values()
    for own_id, party in parties.items():
        yield _entity(
            f"{article.id}-mention-{own_id}",
            "Mention",
            document=[article.id],
            name=party.properties["name"],
            resolved=[party.id],
            detectedSchema=[party.schema],
            contextCountry=party.properties.get("country"),
        )
    for event in record.events or ():
        yield from _event(Told(event, record), article, parties, codes)


def _article(record: ReportObject, codes: Codes) -> Entity:
    return _entity(
        f"lagebild-{report_key(record)}",
        "Article",
        title=[flat(record.title)] if record.title else None,
        fileName=[flat(record.id)] if record.id else [report_key(record)],
        publisher=[flat(record.publisher)] if record.publisher else None,
        publishedAt=_date(record.published),
        retrievedAt=_date(record.retrieved),
        sourceUrl=web_address(record.url),
        language=_known(codes.languages, record.language),
        bodyText=[printable(record.text).strip()],
        contentHash=[sha1(record.text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()],
        mimeType=["text/plain"],
        processingAgent=[f"lagebild {record.made_by.lagebild}"],
    )


def _party(entity: EntityObject, acts: bool, record: ReportObject, codes: Codes) -> Entity | None:
    """A person, an organisation or, where a state acts, its government; None for groups without a name and places."""
    if not is_named(entity) or entity.type not in ("PER", "ORG", "GPE") or (entity.type == "GPE" and not acts):
        return None
    schema = "Person"
    if entity.type != "PER":
        schema = "PublicBody" if entity.type == "GPE" or entity.sector in PUBLIC_SECTORS else "Organization"
    # The Wikidata id of a state is not that of its government.
    wikidata = entity.kb.wikidata if entity.kb and entity.type != "GPE" else None
    country = _known(codes.countries, entity.country)
    return _entity(
        wikidata or f"lagebild-{report_key(record)}-{entity.id}",
        schema,
        name=[flat(entity.name)],
        country=country,
        jurisdiction=country if schema == "PublicBody" else None,
        wikidataId=[wikidata] if wikidata else None,
        keywords=[entity.sector] if entity.sector else None,
        topics=["sanction"] if entity.sanctioned else None,
    )


def _event(told: Told, article: Entity, parties: dict[str, Entity], codes: Codes) -> Iterator[Entity]:
    event, place = told.event, place_of(told)
    actors = [parties[p.entity].id for p in event.actors if p.entity in parties]
    recipients = [parties[p.entity].id for p in event.recipients if p.entity in parties]
    identity = f"lagebild-event-{event_key(told)}"
    said = f"{event.modality}; said by {chain_of(told)}"
    yield _entity(
        identity,
        "Event",
        name=[headline_of(told)],
        summary=[sentence_of(told)],
        notes=[said],
        startDate=_date(event.date_begin),
        endDate=_date(event.date_end),
        location=[", ".join(dict.fromkeys(p for p in (place.name, place.admin1, place.country) if p))]
        if place
        else None,
        country=_known(codes.countries, place.country) if place else None,
        involved=list(dict.fromkeys((*actors, *recipients))),
        keywords=[event.type, *event.modes, *event.contexts, event.modality],
        proof=[article.id],
        publisher=article.properties.get("publisher"),
        sourceUrl=article.properties.get("sourceUrl"),
        recordId=[event.id],
    )
    for number, (actor, recipient) in enumerate((a, r) for a in actors for r in recipients):
        yield _entity(
            f"{identity}-{number}",
            "UnknownLink",
            subject=[actor],
            object=[recipient],
            role=[headline_of(told)],
            summary=[said],
            startDate=_date(event.date_begin),
            endDate=_date(event.date_end),
            proof=[article.id],
        )


def _entity(identity: str, schema: str, **properties: list[str] | None) -> Entity:
    return Entity(identity, schema, {name: values for name, values in properties.items() if values})


def _date(text: str | None) -> list[str] | None:
    day = day_of(text)
    return [day.isoformat()] if day else None


def _known(table: dict[str, str], code: str | None) -> list[str] | None:
    return [table[code]] if code in table else None
