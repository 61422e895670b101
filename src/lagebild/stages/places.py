"""Where: names of places, told from common words and persons, and which of several places is meant."""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from lagebild.knowledge.gazetteer import Gazetteer, Location, fold
from lagebild.knowledge.places_words import PlaceWords
from lagebild.pipeline import Found
from lagebild.record import Entity, Place, Sentence, Span, Token

LONGEST = 6  # words in a name
FAMOUS = 300_000  # inhabitants from which a city needs no evidence but its name
SMALL = 15_000  # inhabitants below which a name alone is no evidence: every word is a village somewhere
# Ranks beside log10 of a city's inhabitants (Paris in France 6.3, in Texas 4.4).
RANKS = {"country": 8.0, "city": 7.0, "region": 6.5, "point": 6.0}
SAME_COUNTRY, SAME_REGION, CONTAINED, OTHER_NAME = 2.5, 1.5, 8.0, 3.0
NEAR = 600  # km between a place and the region said to contain it, where the region's cities are unknown
PERSON, NAMED_LONGER, PLACES = "PER", ("ORG", "NORP"), ("GPE", "LOC", "FAC")


class Candidate(Struct, frozen=True):
    """A stretch that names a place, and all the places it may be."""

    span: Span
    key: str  # the name as looked up, folded
    exonym: bool  # it is this language's own name for the place
    locations: tuple[Location, ...]
    evidence: str
    container: int | None  # index of the candidate that follows after a comma
    entity: str | None


def find_places(
    sentences: tuple[Sentence, ...],
    entities: tuple[Entity, ...],
    *,
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> Found[tuple[Place, ...]]:
    """Find place names and resolve each by the company it keeps."""
    mentions = _mentions(entities)
    candidates: list[Candidate] = []
    for sentence in sentences:
        candidates.extend(_in_sentence(sentence, mentions, words, gazetteer, len(candidates)))
    countries, regions = _company(candidates, entities)
    return Found(tuple(_place(c, candidates, countries, regions, gazetteer) for c in candidates))


class _Mention(Struct, frozen=True):
    span: Span
    type: str
    entity: str


def _mentions(entities: tuple[Entity, ...]) -> dict[int, _Mention]:
    """The entity named at each character that begins a word; names only, the longest first."""
    found: dict[int, _Mention] = {}
    for entity in entities:
        for mention in entity.mentions:
            if mention.form in ("name", "metonym"):
                for at in range(*mention.span):
                    held = found.get(at)
                    if held is None or held.span[1] - held.span[0] < mention.span[1] - mention.span[0]:
                        found[at] = _Mention(mention.span, entity.type, entity.id)
    return found


def _in_sentence(
    sentence: Sentence, mentions: dict[int, _Mention], words: PlaceWords, gazetteer: Gazetteer, offset: int
) -> list[Candidate]:
    tokens = sentence.tokens
    found: list[tuple[int, int, Candidate]] = []
    i = 0
    while i < len(tokens):
        match = _longest(tokens, i, mentions, words, gazetteer) if _may_begin(tokens[i].text) else None
        if match is None:
            i += 1
            continue
        end, candidate = match
        if found and found[-1][1] == i - 1 and tokens[i - 1].text == ",":
            first, last, held = found[-1]
            found[-1] = (first, last, replace(held, container=offset + len(found)))
        found.append((i, end, candidate))
        i = end
    return [candidate for _, _, candidate in found]


def _may_begin(text: str) -> bool:
    return text[:1].isupper() or (len(text) > 3 and text[2:3] == "-" and text[3].isupper())  # al-Hol, el-Arish


def _longest(
    tokens: tuple[Token, ...], i: int, mentions: dict[int, _Mention], words: PlaceWords, gazetteer: Gazetteer
) -> tuple[int, Candidate] | None:
    ahead = min(LONGEST, max(gazetteer.longest(tokens[i].text), words.longest(tokens[i].text)))
    for end in range(min(i + ahead, len(tokens)), i, -1):
        if end > i + 1 and not _may_end(tokens[end - 1].text):
            continue
        name = _joined(tokens[i:end])
        span = (tokens[i].span[0], tokens[end - 1].span[1])
        mention = mentions.get(span[0]) or mentions.get(span[1] - 1)
        if mention is not None and _belongs_to_other(mention, span):
            continue
        name, locations = _look_up(name, tokens[i:end], mention, words, gazetteer)
        if not locations:
            continue
        evidence = _evidence(tokens, i, end, name, locations, mention, words, gazetteer)
        if evidence:
            entity = (
                mention.entity
                if mention is not None and mention.span[0] <= span[0] and span[1] <= mention.span[1]
                else None
            )
            return end, Candidate(span, fold(name), words.is_exonym(name), locations, evidence, None, entity)
    return None


def _may_end(text: str) -> bool:
    return any(c.isupper() for c in text)


def _joined(tokens: tuple[Token, ...]) -> str:
    parts = [tokens[0].text]
    for before, token in pairwise(tokens):
        parts.append((" " if token.span[0] > before.span[1] else "") + token.text)
    return "".join(parts)


def _belongs_to_other(mention: _Mention, span: Span) -> bool:
    """True inside the name of a person, or inside a longer name of an organisation."""
    if mention.type == PERSON:
        return True
    return mention.type in NAMED_LONGER and mention.span != span


def _look_up(
    name: str, tokens: tuple[Token, ...], mention: _Mention | None, words: PlaceWords, gazetteer: Gazetteer
) -> tuple[str, tuple[Location, ...]]:
    found = words.locations(name, gazetteer)
    if not found:
        for ending in words.genitive_endings:
            if name.endswith(ending) and len(name) > len(ending) + 3:
                shorter = name[: -len(ending)]
                if found := words.locations(shorter, gazetteer):
                    return shorter, found
    if not found and len(name) > 4 and all(t.upos == "PROPN" for t in tokens):
        found = words.respelled(name, gazetteer) if mention is None or mention.type in PLACES else ()
    if len(name) < 5 and name.isupper():
        # "IS" and "AP" are no villages, but "US" and "DRC" are countries.
        found = tuple(location for location in found if location.geonames is None)
    if not name.isascii():
        found = tuple(location for location in found if not _lacks_accents(name, location))
    return name, found


def _lacks_accents(name: str, location: Location) -> bool:
    """A text may leave accents out but adds none: "Nähe" is not Nahe."""
    return location.geonames is not None and location.name.isascii() and fold(location.name) == fold(name)


def _evidence(
    tokens: tuple[Token, ...],
    i: int,
    end: int,
    name: str,
    locations: tuple[Location, ...],
    mention: _Mention | None,
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> str | None:
    """Why the words are a place name here: entity, locative, kind, container or name; None if they are not."""
    after = tokens[end] if end < len(tokens) else None
    if name in words.never:
        return None
    if mention is not None and mention.type in PLACES:
        return "entity"
    if not name[:1].isupper() and end == i + 1 and not any(t.upos == "PROPN" for t in tokens[i:end]):
        return None
    if _part_of_longer(tokens, i, end, words, locations):
        return None
    first = _before_article(tokens, i)
    if first is not None and first.text.casefold() in words.strong_locative:
        return "locative" if _is_name(tokens[i:end], name, locations, words, gazetteer) else None
    if _kind_before(tokens, i, words):
        return "kind"
    if name in words.common or (end == i + 1 and tokens[i].text in words.common):
        return None
    if after is not None and after.text == "," and end + 1 < len(tokens) and gazetteer.is_own(tokens[end + 1].text):
        return "container"
    if not _main_name(name, locations) and not words.is_exonym(name):
        return None  # another name in some language: "Levi" is Lévis
    known = gazetteer.is_own(name) or words.is_exonym(name) or _famous(name, locations)
    key = fold(name)
    if not known and max(location.population for location in locations if fold(location.name) == key) < SMALL:
        return None
    propn = any(t.upos == "PROPN" for t in tokens[i:end])
    return "name" if known or (propn and len(name) > 3) else None


def _is_name(
    tokens: tuple[Token, ...], name: str, locations: tuple[Location, ...], words: PlaceWords, gazetteer: Gazetteer
) -> bool:
    """True where the parse or our own list takes the words for a name: "in Essen", but not "in Ruhe"."""
    known = gazetteer.is_own(name) or words.is_exonym(name) or _famous(name, locations)
    return known or any(t.upos == "PROPN" for t in tokens)


def _main_name(name: str, locations: tuple[Location, ...]) -> bool:
    key = fold(name)
    return any(location.geonames is None or fold(location.name) == key for location in locations)


def _famous(name: str, locations: tuple[Location, ...]) -> bool:
    """True for the main name of a large city, which needs no other evidence."""
    key = fold(name)
    return any(location.population >= FAMOUS and fold(location.name) == key for location in locations)


def _kind_before(tokens: tuple[Token, ...], i: int, words: PlaceWords) -> bool:
    """True after a kind of place: Stadt Goris, village of Tegh."""
    before = [token for token in tokens[max(i - 2, 0) : i] if token.text not in words.linking]
    return bool(before) and bool({before[-1].text, before[-1].lemma} & words.kinds)


def _before_article(tokens: tuple[Token, ...], i: int) -> Token | None:
    """The word before, over an article or adjective in lower case: in the eastern Donbas."""
    for j in range(i - 1, max(i - 4, -1), -1):
        if tokens[j].upos not in ("DET", "ADJ"):
            return tokens[j]
    return None


def _part_of_longer(
    tokens: tuple[Token, ...], i: int, end: int, words: PlaceWords, locations: tuple[Location, ...]
) -> bool:
    """True beside another proper name: "Paris Hilton", "Jack London"; a country before a name is one all the same."""
    if any(location.precision == "country" for location in locations):
        return False
    before = tokens[i - 1] if i else None
    after = tokens[end] if end < len(tokens) else None
    if (
        before is not None
        and before.upos == "PROPN"
        and before.text[:1].isupper()
        and before.span[1] + 1 == tokens[i].span[0]
    ):
        return before.text.casefold() not in words.locative and before.text not in words.kinds and not _own(locations)
    if (
        after is not None
        and after.upos == "PROPN"
        and after.text[:1].isupper()
        and tokens[end - 1].span[1] + 1 == after.span[0]
    ):
        return not _own(locations)
    return False


def _own(locations: tuple[Location, ...]) -> bool:
    return any(location.geonames is None for location in locations)


def _company(
    candidates: list[Candidate], entities: tuple[Entity, ...]
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How often each country and region is certainly meant in this report."""
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    for entity in entities:
        if entity.country:
            countries[entity.country] += len(entity.mentions)
    for candidate in candidates:
        best = max(candidate.locations, key=_rank)
        if len(candidate.locations) > 1 and best.geonames is not None and best.population < FAMOUS:
            continue
        if best.country:
            countries[best.country] += 1
            if best.admin1:
                regions[(best.country, best.admin1)] += 1
    return countries, regions


def _rank(location: Location) -> float:
    return RANKS[location.precision] if location.geonames is None else math.log10(location.population + 10)


def _place(
    candidate: Candidate,
    candidates: list[Candidate],
    countries: Counter[str],
    regions: Counter[tuple[str, str]],
    gazetteer: Gazetteer,
) -> Place:
    most = max(countries.values(), default=1)
    container = candidates[candidate.container] if candidate.container is not None else None

    def score(location: Location) -> float:
        total = _rank(location)
        if location.geonames is not None and fold(location.name) != candidate.key and not candidate.exonym:
            total -= OTHER_NAME
        elif location.geonames is not None and location.population < FAMOUS and _own(candidate.locations):
            total -= OTHER_NAME  # a town called England
        if location.country:
            total += SAME_COUNTRY * math.sqrt(countries[location.country] / most)
            if location.admin1 and regions[(location.country, location.admin1)]:
                total += SAME_REGION
        if container is not None and any(_contains(outer, location) for outer in _containers(container)):
            total += CONTAINED
        return total

    best = max(candidate.locations, key=score)
    return Place(
        candidate.span,
        candidate.entity,
        best.name,
        best.country,
        gazetteer.region(best) if best.precision != "country" else None,
        best.lat,
        best.lon,
        best.precision,
        best.geonames,
        f"places:{candidate.evidence}",
    )


def _containers(candidate: Candidate) -> Iterator[Location]:
    return (location for location in candidate.locations if location.precision in ("region", "country"))


def _contains(outer: Location, inner: Location) -> bool:
    if outer.country is not None and outer.country != inner.country:
        return False
    if outer.precision == "country" or (outer.admin1 and inner.admin1):
        return outer.precision == "country" or outer.admin1 == inner.admin1
    return distance(outer, inner) < NEAR


def distance(one: Location, other: Location) -> float:
    """Kilometres between two places."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (one.lat, one.lon, other.lat, other.lon))
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(a)))
