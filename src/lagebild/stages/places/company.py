"""The company that places keep in a report: countries, regions and places that are meant there beyond doubt."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import Struct

from lagebild.knowledge.gazetteer import Location, fold
from lagebild.knowledge.globe import distance_km
from lagebild.record import Entity
from lagebild.stages.places.evidence import FAMOUS
from lagebild.stages.places.naming import Toponym

# Ranks beside log10 of a city's inhabitants (Paris in France 6.3, in Texas 4.4).
RANKS = {"country": 8.0, "city": 7.0, "region": 6.5, "point": 6.0}
UNSAID = 2  # mentions that a share is reckoned with besides, so that a single one says little
Region = tuple[str, str]
_Key = TypeVar("_Key")


class Shares(Struct, frozen=True):
    """Mentions of each country and region, as a share (0 to below 1) of the one with most of them."""

    countries: dict[str, float]
    regions: dict[Region, float]


class Company(Struct, frozen=True):
    """How often countries and regions are meant, by the name that means them, and where the sure places lie."""

    countries: dict[str, Counter[str]]
    regions: dict[Region, Counter[str]]
    anchors: tuple[tuple[str, Location], ...] = ()

    def shares_beside(self, name: str) -> Shares:
        """Shares by all other names.

        A name is no evidence for itself: that Paris is in France says nothing on which Paris is meant.
        """
        return Shares(_shares(self.countries, name), _shares(self.regions, name))

    def distance(self, location: Location, name: str) -> float:
        """Kilometres to the nearest place that is sure and has another name; infinite if there is none."""
        return min((distance(location, other) for key, other in self.anchors if key != name), default=math.inf)


def company_of(toponyms: Sequence[Toponym], entities: Iterable[Entity]) -> Company:
    """Countries by entities and by names that leave little doubt; regions by names."""
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    regions: dict[Region, Counter[str]] = defaultdict(Counter)
    for entity in entities:
        if entity.country:
            countries[entity.country][fold(entity.name)] += len(entity.mentions)
    for toponym in toponyms:
        best = max(toponym.locations, key=rank)
        if len(toponym.locations) > 1 and best.geonames is not None and best.population < FAMOUS:
            continue
        if best.country:
            countries[best.country][toponym.key] += 1
            if best.admin1:
                regions[best.country, best.admin1][toponym.key] += 1
    return Company(countries, regions)


def rank(location: Location) -> float:
    """How well known a place is, whatever the report."""
    return RANKS[location.precision] if location.geonames is None else math.log10(location.population + 10)


def distance(one: Location, other: Location) -> float:
    """Kilometres between two places."""
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _shares(counted: dict[_Key, Counter[str]], name: str) -> dict[_Key, float]:
    others = {key: sum(by_name.values()) - by_name.get(name, 0) for key, by_name in counted.items()}
    most = max(others.values(), default=0)
    return {key: mentions / (most + UNSAID) for key, mentions in others.items()}
