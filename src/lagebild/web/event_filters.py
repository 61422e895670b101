"""What must hold of events, as a query says it and as the index asks it."""

from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter
from msgspec import Struct

from lagebild.errors import UsageError
from lagebild.record import Modality
from lagebild.store.events import Wanted
from lagebild.store.store import Store
from lagebild.store.terms import day_number
from lagebild.store.words import fold
from lagebild.web.cursors import Day, Words

LONGEST_WORD = 200


class EventFilter(Struct, frozen=True):
    """What must hold of events, as a person writes it; empty: anything. Parts that are given must all hold."""

    actor: str = ""  # name or its beginning, code ("RUS GOV"), country, Wikidata id
    recipient: str = ""
    type: str = ""
    mode: str = ""  # "ASSAULT/drone"
    context: str = ""
    country: str = ""  # of the place, ISO 3166-1 alpha-3
    place: str = ""  # its name
    since: str = ""  # ISO date of the event, else of the report
    until: str = ""
    modality: tuple[Modality, ...] = ()
    outlet: str = ""  # key
    sources: int = 1  # independent ones of its happening, at least
    contradicted: bool = False

    def query(self) -> dict[str, object]:
        """What is given, for a link that keeps the filter."""
        told = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in told.items() if value not in ("", (), 1, False)}


def event_filter(
    actor: Words = "",
    recipient: Words = "",
    type: Words = "",
    mode: Words = "",
    context: Words = "",
    country: Words = "",
    place: Words = "",
    since: Day = "",
    until: Day = "",
    outlet: Words = "",
    modality: FromQuery[list[Modality] | None] = None,
    sources: Annotated[str, QueryParameter(pattern=r"^[0-9]{0,3}$")] = "1",
    contradicted: FromQuery[bool] = False,
) -> EventFilter:
    """The filter that a query asks for; UsageError where a day is none."""
    for name, day in (("since", since), ("until", until)):
        if day and not day_number(day):
            raise UsageError(f"{name}={day:.20}: no day; give it as 2024-05-14")
    return EventFilter(
        actor=_word(actor),
        recipient=_word(recipient),
        type=_word(type),
        mode=_word(mode),
        context=_word(context),
        country=_word(country),
        place=_word(place),
        since=_word(since),
        until=_word(until),
        modality=tuple(dict.fromkeys(modality or ())),
        outlet=_word(outlet),
        sources=max(1, int(sources or 1)),
        contradicted=contradicted,
    )


def _word(given: str) -> str:
    return given.strip()[:LONGEST_WORD]


Asked = NamedDependency[EventFilter]


def wanted_of(store: Store, told: EventFilter) -> Wanted:
    """The filter in the terms of the index; names of people and groups are looked up."""
    groups: list[tuple[str, ...]] = []
    for role in ("actor", "recipient"):
        if named := getattr(told, role):
            keys = {named, named.upper(), *(party.key for party in store.events.find_parties(named))}
            groups.append(tuple(f"{role} {key}" for key in sorted(keys)))
    plain = (("type", told.type), ("mode", told.mode), ("context", told.context), ("country", told.country.upper()))
    groups += [(f"{kind} {value}",) for kind, value in plain if value]
    groups += [(f"place {fold(told.place)}",)] if told.place else []
    groups += [(f"outlet {told.outlet}",)] if told.outlet else []
    groups += [tuple(f"modality {m}" for m in told.modality)] if told.modality else []
    return Wanted(
        tuple(groups), day_number(told.since), day_number(told.until) or 99_999_999, told.sources, told.contradicted
    )
