"""GDELT 2.0 events: one row for each actor and recipient of an event, the 61 columns of GDELT in their order.

What GDELT measures over all its sources (tone, places of the actors) or writes in codes that we do not keep (FIPS codes
of divisions of countries) stays empty. Column names and order: GDELT Event Codebook 2.0 (19 February 2015).
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date
from functools import partial
from typing import Literal

from msgspec import Struct

from lagebild.exports.addresses import web_address
from lagebild.exports.columns import Column, nothing, to_delimited
from lagebild.exports.facts import (
    Told,
    country_of,
    day_of,
    event_key,
    events_of,
    is_lead,
    name_of,
    of_place,
    place_of,
)
from lagebild.knowledge.codes import Codes
from lagebild.stories.days import moment_of
from lagebild.view.contract import ParticipantObject, ReportObject

Side = Literal["actor", "recipient"]

# PLOVER's sectors and actors without country → the types of CAMEO 1.1b3 that mean the same. The two code books use
# MED for different people: the media there, medicine here. Sectors without a counterpart are left out.
_SAME = (
    *("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "REB", "OPP", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI"),
    *("LAB", "REF", "IGO", "NGO", "IMG", "MNC", "UNO"),
)
CAMEO_TYPES = {**{sector: sector for sector in _SAME}, "JRN": "MED", "MED": "HLH"}
NO_COUNTRY = frozenset({"IGO", "NGO", "IMG", "MNC", "ISM", "UNO"})  # in the country's place, but types in CAMEO
QUAD_CLASS = {"verbal_cooperation": 1, "material_cooperation": 2, "verbal_conflict": 3, "material_conflict": 4}


class Dyad(Struct, frozen=True):
    """One row: an event between one actor and one recipient; None where there is none."""

    told: Told
    actor: ParticipantObject | None
    recipient: ParticipantObject | None
    number: int  # in the event, from 0
    codes: Codes

    @property
    def id(self) -> int:
        """A whole number below 2⁶³, the same for the same row of the same report."""
        return int(event_key(self.told, str(self.number))[:16], 16) >> 1


def to_gdelt(records: Iterable[ReportObject], mutual: frozenset[str], codes: Codes) -> Iterator[bytes]:
    """The events as GDELT writes them: tabs, no header. `mutual`: types whose actors did it with each other."""
    return to_delimited(dyads_of(records, mutual, codes), EVENT_COLUMNS, tabs=True, header=False)


def dyads_of(records: Iterable[ReportObject], mutual: frozenset[str], codes: Codes) -> Iterator[Dyad]:
    """The rows of all events; those who did something with each other stand in it both ways, as in CAMEO."""
    for told in events_of(records):
        for number, (actor, recipient) in enumerate(_pairs(told, mutual)):
            yield Dyad(told, actor, recipient, number, codes)


def _pairs(told: Told, mutual: frozenset[str]) -> Iterator[tuple[ParticipantObject | None, ParticipantObject | None]]:
    actors, recipients = told.event.actors, told.event.recipients
    if not recipients and len(actors) > 1 and told.event.type in mutual:
        yield from ((one, other) for one in actors for other in actors if one is not other)
        return
    for actor in actors or (None,):
        yield from ((actor, recipient) for recipient in recipients or (None,))


def _day(dyad: Dyad) -> date | None:
    told = dyad.told
    return day_of(told.event.date_begin) or day_of(told.record.published)


def _fraction(dyad: Dyad) -> float | None:
    """GDELT's own reckoning: months of 30 days in a year of 365."""
    day = _day(dyad)
    return None if day is None else round(day.year + (day.month * 30 + day.day) / 365, 4)


def _written(dyad: Dyad, form: str) -> int | None:
    day = _day(dyad)
    return None if day is None else int(day.strftime(form))


def _participant(dyad: Dyad, side: Side) -> ParticipantObject | None:
    return dyad.actor if side == "actor" else dyad.recipient


def _name(dyad: Dyad, side: Side) -> str | None:
    participant = _participant(dyad, side)
    return name_of(participant, dyad.told.record).upper() if participant else None


def _country(dyad: Dyad, side: Side) -> str | None:
    participant = _participant(dyad, side)
    country = country_of(participant.code) if participant else None
    return country if country not in NO_COUNTRY else None


def _types(dyad: Dyad, side: Side) -> tuple[str, ...]:
    participant = _participant(dyad, side)
    parts = participant.code.split() if participant else []
    return tuple(dict.fromkeys(CAMEO_TYPES[part] for part in parts if part in CAMEO_TYPES))[:3]


def _code(dyad: Dyad, side: Side) -> str | None:
    return "".join(((_country(dyad, side) or ""), *_types(dyad, side))) or None


def _type(dyad: Dyad, side: Side, index: int) -> str | None:
    types = _types(dyad, side)
    return types[index] if index < len(types) else None


def _geo_type(dyad: Dyad) -> int | None:
    """1 country, 5 division of one, 4 town; for the United States 2 and 3."""
    place = place_of(dyad.told)
    if place is None:
        return None
    american = place.country == "USA"
    return {"country": 1, "region": 2 if american else 5}.get(place.precision, 3 if american else 4)


def _place_name(dyad: Dyad) -> str | None:
    place = place_of(dyad.told)
    return ", ".join(dict.fromkeys(p for p in (place.name, place.admin1, place.country) if p)) if place else None


def _fips(dyad: Dyad) -> str | None:
    place = place_of(dyad.told)
    return dyad.codes.fips.get(place.country or "") if place else None


def added(record: ReportObject) -> int | None:
    """When a report was retrieved, else published, as GDELT writes a moment (UTC, to the second)."""
    moment = moment_of(record.retrieved) or moment_of(record.published)
    if moment is None:
        return None
    return int((moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y%m%d%H%M%S"))


def citation(record: ReportObject) -> str:
    """Where a report is found: its address, else publisher and title, else its id."""
    address = web_address(record.url)
    return address[0] if address else ", ".join(p for p in (record.publisher, record.title) if p) or record.id


def _actor_columns(prefix: str, side: Side) -> tuple[Column[Dyad], ...]:
    empty = "empty: we do not code it apart"
    return (
        Column(f"{prefix}Code", "text", f"CAMEO code of the {side}: country and types", partial(_code, side=side)),
        Column(f"{prefix}Name", "text", f"name of the {side}, in capitals", partial(_name, side=side)),
        Column(f"{prefix}CountryCode", "text", "ISO 3166-1 alpha-3, or EUR", partial(_country, side=side)),
        Column(f"{prefix}KnownGroupCode", "text", empty, nothing),
        Column(f"{prefix}EthnicCode", "text", empty, nothing),
        Column(f"{prefix}Religion1Code", "text", empty, nothing),
        Column(f"{prefix}Religion2Code", "text", empty, nothing),
        *(
            Column(
                f"{prefix}Type{i + 1}Code",
                "text",
                f"CAMEO type {i + 1} (PLOVER's JRN is MED, its MED is HLH)",
                partial(_type, side=side, index=i),
            )
            for i in range(3)
        ),
    )


def _empty_geo(prefix: str) -> tuple[Column[Dyad], ...]:
    kinds = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return tuple(
        Column(f"{prefix}Geo_{kind}", "text", "empty: we do not guess where an actor was", nothing) for kind in kinds
    )


EVENT_COLUMNS: tuple[Column[Dyad], ...] = (
    Column("GLOBALEVENTID", "integer", "made of report, event and row; the same on every run", lambda d: d.id),
    Column("SQLDATE", "integer", "first day, else day of publication, YYYYMMDD", lambda d: _written(d, "%Y%m%d")),
    Column("MonthYear", "integer", "its month, YYYYMM", lambda d: _written(d, "%Y%m")),
    Column("Year", "integer", "its year", lambda d: _written(d, "%Y")),
    Column("FractionDate", "number", "year and (month × 30 + day) / 365, as GDELT reckons", _fraction),
    *_actor_columns("Actor1", "actor"),
    *_actor_columns("Actor2", "recipient"),
    Column("IsRootEvent", "integer", "1 in title, lead or first paragraph, else 0", lambda d: int(is_lead(d.told))),
    Column("EventCode", "text", "nearest CAMEO code", lambda d: d.told.event.cameo),
    Column("EventBaseCode", "text", "its first three digits", lambda d: (d.told.event.cameo or "")[:3]),
    Column("EventRootCode", "text", "its first two digits", lambda d: (d.told.event.cameo or "")[:2]),
    Column(
        "QuadClass",
        "integer",
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
        lambda d: QUAD_CLASS.get(d.told.event.quad),
    ),
    Column("GoldsteinScale", "number", "PLOVER's score, −10 to +10, not Goldstein's", lambda d: d.told.event.score),
    Column("NumMentions", "integer", "1: a row is one report's claim, claims are never merged", lambda d: 1),
    Column("NumSources", "integer", "1, likewise", lambda d: 1),
    Column("NumArticles", "integer", "1, likewise", lambda d: 1),
    Column("AvgTone", "number", "empty: we do not measure tone", nothing),
    *_empty_geo("Actor1"),
    *_empty_geo("Actor2"),
    Column("ActionGeo_Type", "integer", "1 country, 2 US state, 3 US town, 4 other town, 5 other division", _geo_type),
    Column("ActionGeo_FullName", "text", "place, division, ISO 3166-1 alpha-3 country", _place_name),
    Column("ActionGeo_CountryCode", "text", "FIPS 10-4 code of its country (Germany: GM)", _fips),
    Column("ActionGeo_ADM1Code", "text", "empty: we keep no FIPS codes of divisions", nothing),
    Column("ActionGeo_ADM2Code", "text", "empty, likewise", nothing),
    Column("ActionGeo_Lat", "number", "latitude of the place that is named", lambda d: of_place(d.told, "lat")),
    Column("ActionGeo_Long", "number", "its longitude", lambda d: of_place(d.told, "lon")),
    Column("ActionGeo_FeatureID", "text", "empty: GDELT has GNS or GNIS ids here, we have GeoNames'", nothing),
    Column("DATEADDED", "integer", "retrieved, else published, YYYYMMDDHHMMSS, UTC", lambda d: added(d.told.record)),
    Column("SOURCEURL", "text", "address, else publisher and title, else id", lambda d: citation(d.told.record)),
)  # fmt: skip
