"""Every noun of watching: rules as they are written, watches as they are checked, alerts as they go out."""

from typing import Literal

from msgspec import Struct

from lagebild.record import Modality
from lagebild.stories.model import Claim, Contradiction, OriginKind, Voice

AlertKind = Literal["new", "update", "silence"]
News = Literal["source", "contradiction", "modality"]
Names = tuple[str, ...]


class NearRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A circle: around a named place or around coordinates."""

    km: float
    place: str | None = None
    lat: float | None = None
    lon: float | None = None


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """A watch as the file has it; every field that is given must hold, of several names in one field any."""

    types: Names = ()  # "ASSAULT" or "ASSAULT/drone"
    contexts: Names = ()
    actors: Names = ()  # codes, Wikidata ids, names, groups
    recipients: Names = ()
    between: tuple[str | Names, str | Names] | None = None  # one side and the other, whoever acts
    places: Names = ()  # country codes or names of places
    near: tuple[NearRule, ...] = ()
    modality: Names = ()
    confidence: float = 0.0  # at least
    sources: int = 1  # at least so many independent ones
    contradiction: bool = False  # only where sources contradict each other
    silence: float | None = None  # hours: alert when nothing that matches came for so long
    sinks: Names = ()
    note: str = ""  # what the watch is for; goes out with its alerts


class Selector(Struct, frozen=True):
    """Whom a name in a rule means: every part that is given must fit."""

    country: str | None = None  # the first part of a code: "RUS", "UNO"
    sectors: tuple[str, ...] = ()  # all of them
    key: str | None = None  # Wikidata id
    name: str | None = None  # folded
    sanctioned: bool = False  # only those whom an imported list names


class Circle(Struct, frozen=True):
    """A place on the globe and a distance from it."""

    lat: float
    lon: float
    km: float
    name: str


class Watch(Struct, frozen=True):
    """A rule with its names resolved; () and None where the rule does not ask."""

    name: str
    rule: Rule
    types: frozenset[tuple[str, str | None]]  # type and mode; None: any mode
    actors: tuple[Selector, ...]
    recipients: tuple[Selector, ...]
    between: tuple[tuple[Selector, ...], tuple[Selector, ...]] | None
    modality: frozenset[Modality]
    countries: frozenset[str]
    place_names: frozenset[str]  # folded
    circles: tuple[Circle, ...]


class Sighting(Struct, frozen=True):
    """A happening as it stands, for watches to look at."""

    happening: str
    claims: tuple[Claim, ...]  # in the order in which they came
    voices: tuple[Voice, ...]  # its independent sources
    contradictions: tuple[Contradiction, ...]


class Told(Struct, frozen=True):
    """What was told of a happening so far; a store keeps it per watch and happening."""

    number: int  # of alerts
    voices: tuple[str, ...]  # keys of origins
    contradictions: tuple[str, ...]
    modality: Modality


class AlertSource(Struct, frozen=True):
    """One claim behind an alert: on whose word, where it was read, and its sentence."""

    name: str
    kind: OriginKind
    state: bool  # state media, or known only through them
    outlet: str
    report: str
    url: str | None
    published: str | None
    modality: Modality
    text: str


class Alert(Struct, frozen=True):
    """What a watch has to say; `id` is the same for the same alert, so that a sink can leave out a second delivery."""

    id: str
    watch: str
    note: str
    kind: AlertKind
    news: tuple[News, ...]  # of an update
    number: int  # of the alert on this happening, from 1
    at: str | None  # ISO: publication of the newest report behind it; of silence, when it was reached
    happening: str | None  # None of silence, as are the fields that follow
    title: str
    type: str | None
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    begin: str | None
    end: str | None
    modality: Modality | None
    independent: int  # sources
    contradictions: tuple[str, ...]
    sources: tuple[AlertSource, ...]  # newest first
    left_out: int = 0  # sources beyond the most that an alert carries
