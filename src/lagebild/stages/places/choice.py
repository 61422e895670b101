"""Which of the places that share a name is meant: by fame, by company, by what is said to contain it."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from lagebild.knowledge.gazetteer import Location
from lagebild.stages.places.company import Company, Shares, distance, rank
from lagebild.stages.places.evidence import FAMOUS, is_own_list
from lagebild.stages.places.naming import Toponym

SAME_COUNTRY, SAME_REGION, NEARBY, CONTAINED, OTHER_NAME = 2.5, 1.5, 1.0, 8.0, 3.0
KNOWN = 1.5  # a capital that the entities know by this name
LIKE_A_COUNTRY, LIKE_A_REGION = 3.0, 1.0  # points off a town called England, or Norfolk
FADES = 150  # km within which a sure place speaks for its neighbours
SURE = 2.0  # points ahead of the next from which a choice is an anchor for others
NEAR = 600  # km between a place and the region said to contain it, where the region's cities are unknown


class Scored(Struct, frozen=True):
    """One place that a name may mean, and how well it fits the report."""

    location: Location
    score: float


def choose(toponyms: Sequence[Toponym], company: Company) -> dict[str, tuple[Scored, ...]]:
    """Places by name, best first: a report means one place by one name. What is sure helps to choose the rest."""
    by_name = {key: tuple(same) for key, same in groupby(sorted(toponyms, key=_key), key=_key)}
    first = {key: _ranked(same, toponyms, company) for key, same in by_name.items()}
    anchors = [(key, scored[0].location) for key, scored in first.items() if _is_sure(scored)]
    company = replace(company, anchors=tuple(anchors))
    return {
        key: first[key] if len(first[key]) == 1 else _ranked(same, toponyms, company) for key, same in by_name.items()
    }


def _key(toponym: Toponym) -> str:
    return toponym.key


def _is_sure(scored: tuple[Scored, ...]) -> bool:
    return scored[0].location.precision in ("city", "point") and (
        len(scored) == 1 or scored[0].score - scored[1].score >= SURE
    )


class _Name(Struct, frozen=True):
    """What the choice among the places of one name goes by, whichever of them is looked at."""

    key: str
    exonym: bool
    like_a_country: bool  # so that a small town of this name is hardly meant
    like_a_region: bool
    known_in: frozenset[str | None]  # countries of the entities that bear it
    containers: tuple[Location, ...]  # what it is said to lie in
    shares: Shares


def _ranked(same: tuple[Toponym, ...], toponyms: Sequence[Toponym], company: Company) -> tuple[Scored, ...]:
    first = same[0]
    name = _Name(
        key=first.key,
        exonym=first.exonym,
        like_a_country=any(location.precision == "country" for location in first.locations),
        like_a_region=is_own_list(first.locations),
        known_in=frozenset(toponym.known_in for toponym in same),
        containers=tuple(
            outer for t in same if t.container is not None for outer in _containers(toponyms[t.container])
        ),
        shares=company.shares_beside(first.key),
    )
    locations = dict.fromkeys(location for toponym in same for location in toponym.locations)
    scored = [Scored(location, _score(location, name, company)) for location in locations]
    if (region := _only_region(locations, name.containers)) is not None:
        scored.append(Scored(region, max(s.score for s in scored) + CONTAINED))
    return tuple(sorted(scored, key=lambda s: -s.score))


def _only_region(locations: Iterable[Location], containers: Sequence[Location]) -> Location | None:
    """The region that a town is said to lie in, where no town of that name that we know does: Belgrade, Minn."""
    region = next((outer for outer in containers if outer.precision == "region" and outer.admin1), None)
    if region is None:
        return None
    unknown = all(
        inner.precision == "city" and not any(_contains(outer, inner) for outer in containers) for inner in locations
    )
    return region if unknown else None


def _score(location: Location, name: _Name, company: Company) -> float:
    total = rank(location)
    if location.geonames is not None and location.folded != name.key and not name.exonym:
        total -= OTHER_NAME
    elif location.geonames is not None and location.population < FAMOUS and name.like_a_region:
        total -= LIKE_A_COUNTRY if name.like_a_country else LIKE_A_REGION
    if location.country:
        total += KNOWN * (location.precision == "city" and location.country in name.known_in)
        total += SAME_COUNTRY * math.sqrt(name.shares.countries.get(location.country, 0.0))
        if location.admin1:
            total += SAME_REGION * math.sqrt(name.shares.regions.get((location.country, location.admin1), 0.0))
    if location.precision in ("city", "point"):
        total += NEARBY * math.exp(-company.distance(location, name.key) / FADES)
    return total + CONTAINED * any(_contains(outer, location) for outer in name.containers)


def _containers(toponym: Toponym) -> Iterator[Location]:
    return (location for location in toponym.locations if location.precision in ("region", "country"))


def _contains(outer: Location, inner: Location) -> bool:
    if outer.country is not None and outer.country != inner.country:
        return False
    if outer.precision == "country" or (outer.admin1 and inner.admin1):
        return outer.precision == "country" or outer.admin1 == inner.admin1
    return distance(outer, inner) < NEAR
