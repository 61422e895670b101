"""A stored `lagebild.report/1` → the record, as far as its JSON tells: for views of reports that were read before.

The contract holds neither parses nor the rules behind blocks and names; sentences come without tokens.
"""

from collections.abc import Sequence

from lagebild.record import (
    Agency,
    Block,
    Entity,
    Event,
    Masthead,
    Mention,
    Note,
    Page,
    Participant,
    Place,
    Quantity,
    Quotation,
    Report,
    Sentence,
    Source,
    Span,
    Stance,
    Time,
)
from lagebild.view.contract import EventObject, ParticipantObject, QuotationObject, ReportObject, SourceObject


def report_of(record: ReportObject) -> Report:
    """The record of one JSON object whose spans and indexes were checked (`exports.records.decode_record`)."""
    quotations = record.quotations
    return Report(
        page=Page(
            record.text, record.id, record.url, record.title, record.publisher, record.published, record.language,
            record.retrieved,
        ),
        language=record.language,
        blocks=None if record.blocks is None else tuple(Block(b.kind, b.span, "") for b in record.blocks),
        masthead=Masthead(
            record.title, record.publisher, record.published, bool(record.developing), bool(record.machine_translated)
        ),
        sentences=None if record.sentences is None else _sentences(record.sentences, record),
        agencies=None
        if record.agencies is None
        else tuple(Agency(a.name, a.id, a.role, tuple(a.spans), a.ownership, a.country) for a in record.agencies),
        entities=None
        if record.entities is None
        else tuple(
            Entity(
                e.id, e.name, e.type, tuple(Mention(m.span, m.form, m.span) for m in e.mentions), e.country, e.sector,
                e.kb.wikidata if e.kb else None,
            )
            for e in record.entities
        ),
        places=None
        if record.places is None
        else tuple(
            Place(p.span, p.entity, p.name, p.country, p.admin1, p.lat, p.lon, p.precision, p.geonames)
            for p in record.places
        ),
        times=None
        if record.times is None
        else tuple(Time(t.span, t.type, t.value, t.begin, t.end) for t in record.times),
        quantities=None
        if record.quantities is None
        else tuple(Quantity(q.span, q.low, q.high, q.unit, "", q.kind) for q in record.quantities),
        quotations=None if quotations is None else tuple(_quotation(q) for q in quotations),
        stances=tuple(Stance(q.id, q.modality, q.modality_cue) for q in quotations or () if q.modality),
        events=None if record.events is None else tuple(_event(e, record) for e in record.events),
        notes=tuple(Note(n.stage, n.reason, n.span) for n in record.notes),
    )  # fmt: skip


def _sentences(spans: Sequence[Span], record: ReportObject) -> tuple[Sentence, ...]:
    blocks = record.blocks or []
    found, at = [], 0
    for span in spans:
        while at + 1 < len(blocks) and blocks[at].span[1] <= span[0]:
            at += 1
        found.append(Sentence(span, at, ()))
    return tuple(found)


def _sources(sources: Sequence[SourceObject]) -> tuple[Source, ...]:
    return tuple(Source(s.name, s.entity, s.kind, s.cue) for s in sources)


def _quotation(q: QuotationObject) -> Quotation:
    return Quotation(
        q.id, q.type, tuple(q.content), q.cue, tuple(q.speaker), q.speaker_entity, q.addressee, _sources(q.sources)
    )


def _event(event: EventObject, record: ReportObject) -> Event:
    return Event(
        id=event.id,
        type=event.type,
        modes=tuple(event.modes),
        contexts=tuple(event.contexts),
        quad=event.quad,
        score=event.score,
        cameo=event.cameo,
        trigger=event.trigger,
        sentence=event.sentence,
        block=event.block,
        actors=_participants(event.actors),
        recipients=_participants(event.recipients),
        place=_nearest([(p.name, p.span) for p in record.places or ()], event.place, event.trigger),
        time=_nearest([(t.value, t.span) for t in record.times or ()], event.time, event.trigger),
        date_begin=event.date_begin,
        date_end=event.date_end,
        modality=event.modality,
        modality_cue=event.modality_cue,
        sources=_sources(event.sources),
        quantities=tuple(event.quantities),
        rule=event.rule,
        confidence=event.confidence,
    )


def _participants(found: Sequence[ParticipantObject]) -> tuple[Participant, ...]:
    return tuple(Participant(p.entity, p.span, p.code) for p in found)


def _nearest(named: Sequence[tuple[str, Span]], wanted: str | None, trigger: Span) -> int | None:
    """The index of the place or time of this name that stands nearest to the words of the event."""
    meant = [i for i, (name, _) in enumerate(named) if name == wanted]
    return min(meant, key=lambda i: abs(named[i][1][0] - trigger[0]), default=None)
