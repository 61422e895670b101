"""Does a claim, or a happening as it stands, match a watch?"""

from lagebild.knowledge.gazetteer import fold
from lagebild.knowledge.globe import distance_km
from lagebild.stories.model import Claim, Party, Spot, Voice
from lagebild.watches.model import Circle, Selector, Sighting, Watch
from lagebild.watches.selectors import is_meant


def matches(claim: Claim, watch: Watch) -> bool:
    """True where all that the watch asks of a claim holds; sources and contradictions are asked of happenings."""
    rule = watch.rule
    return (
        (not watch.types or any(kind == claim.type and mode in (None, *claim.modes) for kind, mode in watch.types))
        and (not rule.contexts or not set(rule.contexts).isdisjoint(claim.contexts))
        and (not watch.modality or claim.modality in watch.modality)
        and claim.confidence >= rule.confidence
        and (not watch.actors or _any(claim.actors, watch.actors))
        and (not watch.recipients or _any(claim.recipients, watch.recipients))
        and (watch.between is None or _between(claim, *watch.between))
        and _where(claim.place, watch)
    )


def matching_claims(sighting: Sighting, watch: Watch) -> tuple[Claim, ...]:
    """The claims of a happening that match, where as many independent sources make them as the watch asks for.

    () where they are too few, or where the watch asks for a contradiction and there is none.
    """
    found = tuple(claim for claim in sighting.claims if matches(claim, watch))
    if watch.rule.contradiction and not sighting.contradictions:
        return ()
    return found if len(voices_of(found, sighting)) >= watch.rule.sources else ()


def voices_of(claims: tuple[Claim, ...], sighting: Sighting) -> tuple[Voice, ...]:
    """The independent sources of a happening that make one of these claims."""
    ids = {claim.id for claim in claims}
    return tuple(voice for voice in sighting.voices if not ids.isdisjoint(voice.claims))


def _any(parties: tuple[Party, ...], selectors: tuple[Selector, ...]) -> bool:
    return any(is_meant(party, selectors) for party in parties)


def _between(claim: Claim, one: tuple[Selector, ...], other: tuple[Selector, ...]) -> bool:
    """One side acts on the other, or both act together: two different parties."""
    sides = ((claim.actors, claim.recipients), (claim.recipients, claim.actors))
    if any(_any(here, one) and _any(there, other) for here, there in sides):
        return True
    mine = {i for i, party in enumerate(claim.actors) if is_meant(party, one)}
    theirs = {i for i, party in enumerate(claim.actors) if is_meant(party, other)}
    return any(i != j for i in mine for j in theirs)


def _where(spot: Spot | None, watch: Watch) -> bool:
    if not (watch.countries or watch.place_names or watch.circles):
        return True
    if spot is None:
        return False
    return (
        spot.country in watch.countries
        or fold(spot.name) in watch.place_names
        or any(_inside(spot, circle) for circle in watch.circles)
    )


def _inside(spot: Spot, circle: Circle) -> bool:
    """Only of towns and points: the middle of a country or region says nothing of where in it something happened."""
    if spot.lat is None or spot.lon is None or spot.precision not in ("point", "city"):
        return False
    return distance_km(spot.lat, spot.lon, circle.lat, circle.lon) <= circle.km
