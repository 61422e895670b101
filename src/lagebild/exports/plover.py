"""The table as POLECAT publishes PLOVER events: 40 columns with tabs and a header, one event a row.

Column names and order: the yearly files of POLECAT (Halterman and others, Harvard Dataverse, doi:10.7910/DVN/AJGVIT).
Several actors are joined by semicolons in one row, since PLOVER codes compound actors as one list.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Literal

from lagebild.exports.columns import Column, nothing, to_delimited
from lagebild.exports.facts import (
    Told,
    auxiliary_modes,
    country_of,
    day_of,
    event_key,
    events_of,
    name_of,
    of_place,
    place_of,
    sectors_of,
    wikidata_of,
    words_of,
)
from lagebild.record import EntityType
from lagebild.view.contract import ParticipantObject, ReportObject
from lagebild.view.phrases import flat

Side = Literal["actor", "recipient"]


def to_plover(records: Iterable[ReportObject]) -> Iterator[bytes]:
    """The events of these records as POLECAT's table in UTF-8."""
    return to_delimited(events_of(records), PLOVER_COLUMNS, tabs=True)


def _side(told: Told, side: Side) -> list[ParticipantObject]:
    return told.event.actors if side == "actor" else told.event.recipients


def _names(told: Told, side: Side) -> tuple[str, ...]:
    return tuple(name_of(p, told.record) for p in _side(told, side))


def _raw(told: Told, side: Side) -> tuple[str, ...]:
    return tuple(words_of(p.span, told.record) for p in _side(told, side))


def _countries(told: Told, side: Side) -> tuple[str, ...]:
    return tuple(country_of(p.code) or "" for p in _side(told, side))


def _sectors(told: Told, side: Side) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sector for p in _side(told, side) for sector in sectors_of(p.code)))


def _first_sector(told: Told, side: Side) -> str | None:
    return next(iter(_sectors(told, side)), None)


def _city(told: Told) -> str | None:
    place = place_of(told)
    return place.name if place and place.precision in ("point", "city") else None


def _raw_place(told: Told) -> str | None:
    place = place_of(told)
    return words_of(place.span, told.record) if place else None


def _named(told: Told, *types: EntityType) -> tuple[str, ...]:
    """The names of entities of a type that the report calls by name, each once."""
    found = (e for e in told.record.entities or () if e.type in types and any(m.form == "name" for m in e.mentions))
    return tuple(dict.fromkeys(flat(e.name) for e in found))


def _wikidata(told: Told, side: Side) -> tuple[str, ...]:
    return wikidata_of(_side(told, side), told.record)


def _columns_of(side: Side) -> tuple[Column[Told], ...]:
    name, whose = side.capitalize(), f"of each {side}"
    return (
        Column(f"{name} Name", "list", f"name {whose}", partial(_names, side=side)),
        Column(
            f"{name} Country",
            "list",
            f"country {whose}: ISO 3166-1 alpha-3, or UNO, EUR, IGO, NGO, IMG …",
            partial(_countries, side=side),
        ),
        Column(f"{name} COW", "list", "empty: we keep no Correlates of War numbers", nothing),
        Column(f"Primary {name} Sector", "text", f"first sector of the {side}s", partial(_first_sector, side=side)),
        Column(f"{name} Sectors", "list", f"sectors of the {side}s, each once", partial(_sectors, side=side)),
        Column(f"{name} Title", "list", "empty: titles are not told apart from names", nothing),
        Column(f"{name} Name Raw", "list", f"the words for each {side} in the report", partial(_raw, side=side)),
        Column(
            f"Wikipedia {name} ID", "list", f"Wikidata id {whose} where known, not a page of Wikipedia",
            partial(_wikidata, side=side),
        ),
    )  # fmt: skip


PLOVER_COLUMNS: tuple[Column[Told], ...] = (
    Column("Event ID", "text", "made of report and event; the same on every run", event_key),
    Column(
        "Event Date",
        "date",
        "first day of the event, else day of publication",
        lambda t: day_of(t.event.date_begin) or day_of(t.record.published),
    ),
    Column("Event Type", "text", "PLOVER event type", lambda t: t.event.type),
    Column(
        "Event Mode",
        "list",
        "modes, then auxiliary modes: future, hypothetical, negation, historical (see below)",
        lambda t: (*t.event.modes, *auxiliary_modes(t.event, t.record)),
    ),
    Column("Intensity", "number", "conflict (−10) to cooperation (+10)", lambda t: t.event.score),
    Column(
        "Quad Code",
        "text",
        "VERBAL or MATERIAL COOPERATION or CONFLICT",
        lambda t: t.event.quad.replace("_", " ").upper(),
    ),
    Column("Contexts", "list", "PLOVER contexts", lambda t: tuple(t.event.contexts)),
    *_columns_of("actor"),
    *_columns_of("recipient"),
    Column("Placename", "text", "name of the place", lambda t: t.event.place),
    Column("City", "text", "the same where it is a town or finer", _city),
    Column("District", "text", "empty: we keep no second-level divisions", nothing),
    Column("Province", "text", "first-level division", lambda t: of_place(t, "admin1")),
    Column("Country", "text", "ISO 3166-1 alpha-3 code", lambda t: of_place(t, "country")),
    Column("Latitude", "number", "of the place that is named, not of the act", lambda t: of_place(t, "lat")),
    Column("Longitude", "number", "likewise", lambda t: of_place(t, "lon")),
    Column("GeoNames ID", "integer", "id of the place at GeoNames", lambda t: of_place(t, "geonames")),
    Column("Raw Placename", "text", "the words for it in the report", _raw_place),
    Column("Feature Type", "text", "point, city, region or country", lambda t: of_place(t, "precision")),
    Column("Source", "text", "publisher of the report", lambda t: t.record.publisher),
    Column("Publication Date", "date", "day of publication", lambda t: day_of(t.record.published)),
    Column("Story People", "list", "persons named in the report", lambda t: _named(t, "PER")),
    Column("Story Organizations", "list", "organisations named in it", lambda t: _named(t, "ORG")),
    Column("Story Locations", "list", "states and places named in it", lambda t: _named(t, "GPE", "LOC", "FAC")),
    Column("Language", "text", "ISO 639-1 code", lambda t: t.record.language),
    Column("Version", "text", "what made the record", lambda t: f"lagebild {t.record.made_by.lagebild}"),
)  # fmt: skip
