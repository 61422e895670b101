"""Where: names of places, told from common words and persons, and which of several places is meant."""

from lagebild.knowledge.gazetteer import Gazetteer
from lagebild.knowledge.place_names import PlaceNames
from lagebild.pipeline import Found
from lagebild.record import Entity, Place, PlaceCandidate, Sentence
from lagebild.stages.places.choice import Scored, choose
from lagebild.stages.places.company import company_of
from lagebild.stages.places.mentions import named_at
from lagebild.stages.places.naming import Toponym, names_in

KEPT = 5  # candidates shown with a place whose name several have


def find_places(
    sentences: tuple[Sentence, ...],
    entities: tuple[Entity, ...],
    *,
    names: PlaceNames,
) -> Found[tuple[Place, ...]]:
    """Find place names and resolve each by the company it keeps."""
    mentions = named_at(entities)
    toponyms: list[Toponym] = []
    for sentence in sentences:
        toponyms.extend(names_in(sentence, mentions, names, len(toponyms)))
    chosen = choose(toponyms, company_of(toponyms, entities))
    return Found(tuple(_place(toponym, chosen[toponym.key], names.gazetteer) for toponym in toponyms))


def _place(toponym: Toponym, scored: tuple[Scored, ...], gazetteer: Gazetteer) -> Place:
    best = scored[0].location
    area = toponym.area and best.precision == "city"
    return Place(
        toponym.span,
        toponym.entity,
        best.name,
        best.country,
        gazetteer.region(best) if best.precision != "country" else None,
        best.lat,
        best.lon,
        "region" if area else best.precision,
        None if area else best.geonames,
        f"places:{toponym.evidence}",
        tuple(_candidate(s, gazetteer) for s in scored[:KEPT]) if len(scored) > 1 else (),
    )


def _candidate(scored: Scored, gazetteer: Gazetteer) -> PlaceCandidate:
    place = scored.location
    return PlaceCandidate(place.name, place.country, gazetteer.region(place), place.geonames, round(scored.score, 2))
