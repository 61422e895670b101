"""Which words of a sentence name a place, and all the places that they may be."""

from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from lagebild.knowledge.gazetteer import Gazetteer, Location, fold
from lagebild.knowledge.places_words import PlaceWords
from lagebild.record import Sentence, Span, Token
from lagebild.stages.places.evidence import evidence
from lagebild.stages.places.mentions import PLACES, Named, belongs_to_other

LONGEST = 6  # words in a name
BETWEEN = 2  # words between a place and the one that it lies in: "in Athens in eastern Texas"


class Toponym(Struct, frozen=True):
    """A stretch that names a place, and all the places that it may be."""

    span: Span
    key: str  # the name as looked up, folded
    exonym: bool  # it is this language's own name for the place
    locations: tuple[Location, ...]
    evidence: str
    container: int | None  # index of the toponym that follows and says where it lies: Paris, Texas
    entity: str | None
    known_in: str | None  # country that the entity of this name is known to lie in: Athens in Greece


def names_in(
    sentence: Sentence, mentions: dict[int, Named], words: PlaceWords, gazetteer: Gazetteer, offset: int
) -> list[Toponym]:
    """The names of places in a sentence; `offset` is how many the report has before it."""
    tokens = sentence.tokens
    found: list[tuple[int, Toponym]] = []  # each with the index of the token after it
    i = 0
    while i < len(tokens):
        match = _longest(tokens, i, mentions, words, gazetteer) if _may_begin(tokens[i].text) else None
        if match is None:
            i += 1
            continue
        if found and _says_where(tokens[found[-1][0] : i], words):
            last, held = found[-1]
            found[-1] = (last, replace(held, container=offset + len(found)))
        found.append(match)
        i = match[0]
    return [toponym for _, toponym in found]


def _says_where(between: tuple[Token, ...], words: PlaceWords) -> bool:
    """True between a place and the one it lies in: "Paris, Texas", "Goris (Armenien)", "Goris in Armenia"."""
    if not between or len(between) > BETWEEN:
        return False
    first, rest = between[0].text, between[1:]
    return (first in (",", "(") and not rest) or (first in words.container_links and all(t.upos == "ADJ" for t in rest))


def _may_begin(text: str) -> bool:
    return text[:1].isupper() or (len(text) > 3 and text[2:3] == "-" and text[3].isupper())  # al-Hol, el-Arish


def _longest(
    tokens: tuple[Token, ...], i: int, mentions: dict[int, Named], words: PlaceWords, gazetteer: Gazetteer
) -> tuple[int, Toponym] | None:
    ahead = min(LONGEST, max(gazetteer.longest(tokens[i].text), words.longest(tokens[i].text)))
    for end in range(min(i + ahead, len(tokens)), i, -1):
        if end > i + 1 and not _may_end(tokens[end - 1].text):
            continue
        name = _joined(tokens[i:end])
        span = (tokens[i].span[0], tokens[end - 1].span[1])
        mention = mentions.get(span[0]) or mentions.get(span[1] - 1)
        if mention is not None and belongs_to_other(mention, span):
            continue
        name, locations = _look_up(name, tokens[i:end], mention, words, gazetteer)
        if not locations:
            continue
        why = evidence(tokens, i, end, name, locations, mention, words, gazetteer)
        if why:
            whole = mention is not None and mention.span[0] <= span[0] and span[1] <= mention.span[1]
            entity, country = (mention.entity, mention.country) if mention is not None and whole else (None, None)
            return end, Toponym(span, fold(name), words.is_exonym(name), locations, why, None, entity, country)
    return None


def _may_end(text: str) -> bool:
    return any(c.isupper() for c in text)


def _joined(tokens: tuple[Token, ...]) -> str:
    parts = [tokens[0].text]
    for before, token in pairwise(tokens):
        parts.append((" " if token.span[0] > before.span[1] else "") + token.text)
    return "".join(parts)


def _look_up(
    name: str, tokens: tuple[Token, ...], mention: Named | None, words: PlaceWords, gazetteer: Gazetteer
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
