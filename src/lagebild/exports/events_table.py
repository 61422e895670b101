"""The table of events, one event a row: what CSV and Parquet hold."""

from lagebild.exports.columns import Column
from lagebild.exports.facts import (
    Told,
    auxiliary_modes,
    block_of,
    day_of,
    name_of,
    of_place,
    sentence_of,
    wikidata_of,
    words_of,
)
from lagebild.view.contract import ParticipantObject
from lagebild.view.phrases import flat


def _names(participants: list[ParticipantObject], told: Told) -> tuple[str, ...]:
    return tuple(name_of(p, told.record) for p in participants)


def _when(told: Told) -> str | None:
    event = told.event
    if not event.date_begin:
        return event.time
    return event.date_begin if event.date_end in (None, event.date_begin) else f"{event.date_begin} – {event.date_end}"


def _quantities(told: Told) -> tuple[str, ...]:
    found = told.record.quantities or []
    return tuple(words_of(found[i].span, told.record) for i in told.event.quantities if found)


COLUMNS: tuple[Column[Told], ...] = (
    Column("report", "text", "id of the report", lambda t: t.record.id),
    Column("url", "text", "address of the report", lambda t: t.record.url),
    Column("publisher", "text", "who published it", lambda t: t.record.publisher),
    Column("published", "text", "ISO 8601 date or date-time of publication", lambda t: t.record.published),
    Column("language", "text", "ISO 639-1 code", lambda t: t.record.language),
    Column("event", "text", "id of the event in its report", lambda t: t.event.id),
    Column("type", "text", "PLOVER event type", lambda t: t.event.type),
    Column("modes", "list", "PLOVER modes", lambda t: tuple(t.event.modes)),
    Column("contexts", "list", "PLOVER contexts", lambda t: tuple(t.event.contexts)),
    Column("quad", "text", "verbal or material cooperation or conflict", lambda t: t.event.quad),
    Column("score", "number", "conflict (−10) to cooperation (+10)", lambda t: t.event.score),
    Column("cameo", "text", "nearest CAMEO code", lambda t: t.event.cameo),
    Column(
        "modality", "text", "asserted, planned, expected, possible, conditional or denied", lambda t: t.event.modality
    ),
    Column("actors", "list", "who did it", lambda t: _names(t.event.actors, t)),
    Column("actor_codes", "list", "country and sector of each actor (`RUS GOV`)", lambda t: _codes(t.event.actors)),
    Column("recipients", "list", "to whom", lambda t: _names(t.event.recipients, t)),
    Column("recipient_codes", "list", "country and sector of each recipient", lambda t: _codes(t.event.recipients)),
    Column("when", "text", "day or days, else the TIMEX3 value", _when),
    Column("date_begin", "date", "first day on which it can have happened", lambda t: day_of(t.event.date_begin)),
    Column("date_end", "date", "last day", lambda t: day_of(t.event.date_end)),
    Column("place", "text", "name of the place", lambda t: t.event.place),
    Column(
        "sources",
        "list",
        "chain of those who say so, innermost first; empty where the report itself asserts it",
        lambda t: tuple(flat(s.name) for s in t.event.sources),
    ),
    Column("block", "text", "where in the report: title, lead, body, caption …", block_of),
    Column("trigger", "text", "the words that tell what happened", lambda t: words_of(t.event.trigger, t.record)),
    Column(
        "trigger_start", "integer", "where they begin in the text, in Unicode code points", lambda t: t.event.trigger[0]
    ),
    Column("trigger_end", "integer", "where they end, exclusive", lambda t: t.event.trigger[1]),
    Column("rule", "text", "the rule that found the event", lambda t: t.event.rule),
    Column("confidence", "number", "0 to 1", lambda t: t.event.confidence),
    Column(
        "auxiliary_modes",
        "list",
        "PLOVER's auxiliary modes: future, hypothetical, negation, historical (see below)",
        lambda t: auxiliary_modes(t.event, t.record),
    ),
    Column(
        "source_kinds",
        "list",
        "speaker, agency, outlet, document, video or photo, one for each of `sources`",
        lambda t: tuple(s.kind for s in t.event.sources),
    ),
    Column(
        "source_ownership",
        "list",
        "state, public or private, one for each of `sources`; empty where unknown",
        lambda t: tuple(s.ownership or "" for s in t.event.sources),
    ),
    Column(
        "actor_wikidata",
        "list",
        "Wikidata id of each actor, where known",
        lambda t: wikidata_of(t.event.actors, t.record),
    ),
    Column(
        "recipient_wikidata",
        "list",
        "Wikidata id of each recipient, where known",
        lambda t: wikidata_of(t.event.recipients, t.record),
    ),
    Column("country", "text", "ISO 3166-1 alpha-3 code of the place's country", lambda t: of_place(t, "country")),
    Column("admin1", "text", "its first-level division", lambda t: of_place(t, "admin1")),
    Column("latitude", "number", "of the place that is named, not of the act", lambda t: of_place(t, "lat")),
    Column("longitude", "number", "likewise", lambda t: of_place(t, "lon")),
    Column("precision", "text", "point, city, region or country", lambda t: of_place(t, "precision")),
    Column("geonames", "integer", "GeoNames id of the place", lambda t: of_place(t, "geonames")),
    Column("quantities", "list", "the numbers told with the event, as they stand", _quantities),
    Column("sentence", "text", "the sentence that tells the event", sentence_of),
    Column("title", "text", "headline of the report", lambda t: t.record.title),
    Column("made_by", "text", "version of Lagebild that made the record", lambda t: t.record.made_by.lagebild),
)


def _codes(participants: list[ParticipantObject]) -> tuple[str, ...]:
    return tuple(p.code for p in participants)
