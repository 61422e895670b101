"""The JSON that `lagebild read --format json` prints: one `lagebild.report/1` object per report.

Spans are `[start, end]` in Unicode code points of `text`, end exclusive. Lists are present even when empty; a part
that did not run is null. An event names its place and gives its time as a TIMEX3 value, so that it can be read alone;
`sentence`, `block` and `quantities` are indexes into the lists of those names.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from lagebild.record import (
    AgencyRole,
    BlockKind,
    EntityType,
    Event,
    MentionForm,
    Modality,
    Ownership,
    Participant,
    Precision,
    QuantityKind,
    Quotation,
    QuotationType,
    Report,
    Source,
    SourceKind,
    Span,
    Stance,
    TimeType,
)

SCHEMA = "lagebild.report/1"


class BlockObject(Struct, frozen=True):
    """A line or element of the page and what it is for."""

    kind: BlockKind
    span: Span


class AgencyObject(Struct, frozen=True):
    """A news agency or outlet named in the report."""

    name: str
    id: str
    role: AgencyRole
    spans: list[Span]
    ownership: Annotated[Ownership | None, Meta(description="state: owned or directed by a government")]
    country: str | None


class KnowledgeBase(Struct, frozen=True):
    """Where else this entity is known."""

    wikidata: str


class MentionObject(Struct, frozen=True):
    """One place where an entity is meant."""

    span: Span
    form: MentionForm


class EntityObject(Struct, frozen=True):
    """Somebody or something that acts or is acted on."""

    id: str
    name: str
    type: EntityType
    kb: KnowledgeBase | None
    country: Annotated[str | None, Meta(description="ISO 3166-1 alpha-3, or a PLOVER code such as UNO")]
    sector: Annotated[str | None, Meta(description="PLOVER sector, such as GOV")]
    mentions: list[MentionObject]
    sanctioned: Annotated[
        list[str] | None,
        Meta(description="imported sanctions lists that name it; null where no list was imported (docs/knowledge.md)"),
    ] = None


class PlaceObject(Struct, frozen=True):
    """A place named in the text."""

    span: Span
    entity: str | None
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: Precision
    geonames: int | None


class TimeObject(Struct, frozen=True):
    """A time expression."""

    span: Span
    type: TimeType
    value: Annotated[str, Meta(description="TIMEX3 value")]
    begin: Annotated[str | None, Meta(description="ISO 8601 date")]
    end: Annotated[str | None, Meta(description="ISO 8601 date")]


class QuantityObject(Struct, frozen=True):
    """A number of something."""

    span: Span
    low: float | None
    high: float | None
    unit: str | None
    kind: Annotated[QuantityKind | None, Meta(description="what became of those counted, or what they are")]


class SourceObject(Struct, frozen=True):
    """One link in a chain of sources."""

    name: str
    entity: str | None
    kind: SourceKind
    cue: Span | None
    ownership: Annotated[Ownership | None, Meta(description="of an agency or outlet, where it is known")]


class QuotationObject(Struct, frozen=True):
    """Words or gist given as somebody's."""

    id: str
    type: QuotationType
    content: list[Span]
    cue: Span | None
    speaker: list[Span]
    speaker_entity: str | None
    addressee: Span | None
    sources: Annotated[list[SourceObject], Meta(description="innermost first")]
    modality: Annotated[Modality | None, Meta(description="how it is meant; null where this was not read")]
    modality_cue: Span | None


class ParticipantObject(Struct, frozen=True):
    """Who did it, or to whom."""

    entity: str | None
    span: Span
    code: Annotated[str, Meta(description='country and sector, "RUS GOV"; empty where neither is known')]


class EventObject(Struct, frozen=True):
    """A coded event as this report tells it."""

    id: str
    type: str
    modes: list[str]
    contexts: list[str]
    quad: str
    score: float
    cameo: str | None
    trigger: Span
    sentence: Annotated[int, Meta(description="index into sentences")]
    block: Annotated[int, Meta(description="index into blocks")]
    actors: list[ParticipantObject]
    recipients: list[ParticipantObject]
    place: Annotated[str | None, Meta(description="name of the place, as in places")]
    time: Annotated[str | None, Meta(description="TIMEX3 value, as in times")]
    date_begin: Annotated[str | None, Meta(description="ISO 8601 date")]
    date_end: Annotated[str | None, Meta(description="ISO 8601 date")]
    modality: Modality
    modality_cue: Span | None
    sources: Annotated[list[SourceObject], Meta(description="innermost first; empty: the report itself asserts it")]
    quantities: Annotated[list[int], Meta(description="indexes into quantities")]
    rule: str
    confidence: Annotated[float, Meta(description="0 … 1")]


class NoteObject(Struct, frozen=True):
    """Something odd about the text."""

    stage: str
    reason: str
    span: Span | None


class MadeBy(Struct, frozen=True):
    """The versions that made this record."""

    lagebild: str
    packs: dict[str, str] = {}
    models: dict[str, str] = {}
    knowledge: dict[str, str] = {}


class ReportObject(Struct, frozen=True):
    """One news report and everything found in it."""

    schema: Literal["lagebild.report/1"]
    id: str
    url: str | None
    publisher: str | None
    title: str | None
    language: str
    published: str | None
    retrieved: str | None
    developing: bool | None
    machine_translated: bool | None
    text: str
    blocks: list[BlockObject] | None
    sentences: list[Span] | None
    agencies: list[AgencyObject] | None
    entities: list[EntityObject] | None
    places: list[PlaceObject] | None
    times: list[TimeObject] | None
    quantities: list[QuantityObject] | None
    quotations: list[QuotationObject] | None
    events: list[EventObject] | None
    notes: list[NoteObject]
    made_by: MadeBy


def to_contract(report: Report, made_by: Mapping[str, object]) -> dict[str, object]:
    """The report as the JSON object of the contract."""
    contract: dict[str, object] = msgspec.to_builtins(to_object(report, made_by))
    return contract


def to_object(report: Report, made_by: Mapping[str, object]) -> ReportObject:
    """The report in the types of the contract."""
    page, masthead = report.page, report.masthead
    return ReportObject(
        schema="lagebild.report/1",
        id=page.id,
        url=page.url,
        publisher=(masthead.publisher if masthead else None) or page.publisher,
        title=(masthead.title if masthead else None) or page.title,
        language=report.language,
        published=(masthead.published if masthead else None) or page.published,
        retrieved=page.retrieved,
        developing=masthead.developing if masthead else None,
        machine_translated=masthead.machine_translated if masthead else None,
        text=page.text,
        blocks=None if report.blocks is None else [BlockObject(b.kind, b.span) for b in report.blocks],
        sentences=None if report.sentences is None else [s.span for s in report.sentences],
        agencies=_agencies(report),
        entities=_entities(report),
        places=_places(report),
        times=None
        if report.times is None
        else [TimeObject(t.span, t.type, t.value, t.begin, t.end) for t in report.times],
        quantities=None
        if report.quantities is None
        else [QuantityObject(q.span, q.low, q.high, q.unit, q.kind) for q in report.quantities],
        quotations=None if report.quotations is None else _quotations(report.quotations, report),
        events=None if report.events is None else [_event(e, report) for e in report.events],
        notes=[NoteObject(n.stage, n.reason, n.span) for n in report.notes],
        made_by=msgspec.convert(dict(made_by), MadeBy),
    )


def json_schema() -> dict[str, object]:
    """The JSON Schema of the contract."""
    schema: dict[str, object] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA}
    schema.update(msgspec.json.schema(ReportObject))
    return schema


def _agencies(report: Report) -> list[AgencyObject] | None:
    if report.agencies is None:
        return None
    return [AgencyObject(a.name, a.id, a.role, list(a.spans), a.ownership, a.country) for a in report.agencies]


def _entities(report: Report) -> list[EntityObject] | None:
    if report.entities is None:
        return None
    return [
        EntityObject(
            id=e.id,
            name=e.name,
            type=e.type,
            kb=KnowledgeBase(e.wikidata) if e.wikidata else None,
            country=e.country,
            sector=e.sector,
            mentions=[MentionObject(m.span, m.form) for m in e.mentions],
            sanctioned=None if e.sanctioned is None else list(e.sanctioned),
        )
        for e in report.entities
    ]


def _places(report: Report) -> list[PlaceObject] | None:
    if report.places is None:
        return None
    return [
        PlaceObject(p.span, p.entity, p.name, p.country, p.admin1, p.lat, p.lon, p.precision, p.geonames)
        for p in report.places
    ]


def _sources(sources: tuple[Source, ...], report: Report) -> list[SourceObject]:
    owned = {agency.name: agency.ownership for agency in report.agencies or ()}
    return [SourceObject(s.name, s.entity, s.kind, s.cue, owned.get(s.name)) for s in sources]


def _quotations(quotations: tuple[Quotation, ...], report: Report) -> list[QuotationObject]:
    of = {stance.quotation: stance for stance in report.stances or ()}
    return [_quotation(quotation, of.get(quotation.id), report) for quotation in quotations]


def _quotation(quotation: Quotation, stance: Stance | None, report: Report) -> QuotationObject:
    return QuotationObject(
        id=quotation.id,
        type=quotation.type,
        content=list(quotation.content),
        cue=quotation.cue,
        speaker=list(quotation.speaker),
        speaker_entity=quotation.speaker_entity,
        addressee=quotation.addressee,
        sources=_sources(quotation.sources, report),
        modality=stance.modality if stance else None,
        modality_cue=stance.cue if stance else None,
    )


def _participants(participants: tuple[Participant, ...]) -> list[ParticipantObject]:
    return [ParticipantObject(p.entity, p.span, p.code) for p in participants]


def _event(event: Event, report: Report) -> EventObject:
    places, times = report.places or (), report.times or ()
    return EventObject(
        id=event.id,
        type=event.type,
        modes=list(event.modes),
        contexts=list(event.contexts),
        quad=event.quad,
        score=event.score,
        cameo=event.cameo,
        trigger=event.trigger,
        sentence=event.sentence,
        block=event.block,
        actors=_participants(event.actors),
        recipients=_participants(event.recipients),
        place=None if event.place is None else places[event.place].name,
        time=None if event.time is None else times[event.time].value,
        date_begin=event.date_begin,
        date_end=event.date_end,
        modality=event.modality,
        modality_cue=event.modality_cue,
        sources=_sources(event.sources, report),
        quantities=list(event.quantities),
        rule=event.rule,
        confidence=event.confidence,
    )
