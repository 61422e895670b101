"""Which words of a sentence name a place, and all the places that they may be."""

from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from lagebild.knowledge.gazetteer import Location
from lagebild.knowledge.place_names import PlaceNames
from lagebild.knowledge.places_words import PlaceWords
from lagebild.knowledge.remembered import MOST_KNOWN
from lagebild.record import Sentence, Span, Token
from lagebild.stages.places.evidence import evidence, is_area
from lagebild.stages.places.mentions import PLACES, Named, belongs_to_other

SHORTEST_RESPELLED = 5  # letters of a name that may be another transliteration
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
    area: bool = False  # "the Kharkiv region": not the town but what is around it


def names_in(sentence: Sentence, mentions: dict[int, Named], names: PlaceNames, offset: int) -> list[Toponym]:
    """The names of places in a sentence; `offset` is how many the report has before it."""
    tokens = sentence.tokens
    found: list[tuple[int, Toponym]] = []  # each with the index of the token after it
    after = 0
    for i, begins in names.beginnings(tokens):
        if begins.ahead == 1 and not begins.alone.locations and not _may_be_respelled(tokens[i]):
            continue  # most words with a capital
        if i < after:
            continue
        match = _longest(tokens, i, begins.ahead, mentions, names)
        if match is None:
            continue
        if found and _says_where(tokens[found[-1][0] : i], names.words):
            last, held = found[-1]
            found[-1] = (last, replace(held, container=offset + len(found)))
        found.append(match)
        after = match[0]
    return [toponym for _, toponym in found]


def _says_where(between: tuple[Token, ...], words: PlaceWords) -> bool:
    """True between a place and the one it lies in: "Paris, Texas", "Goris (Armenien)", "Goris in Armenia"."""
    if not between or len(between) > BETWEEN:
        return False
    first, rest = between[0].text, between[1:]
    return (first in (",", "(") and not rest) or (first in words.container_links and all(t.upos == "ADJ" for t in rest))


def _may_be_respelled(token: Token) -> bool:
    return token.upos == "PROPN" and len(token.text) >= SHORTEST_RESPELLED


def _longest(
    tokens: tuple[Token, ...], i: int, ahead: int, mentions: dict[int, Named], names: PlaceNames
) -> tuple[int, Toponym] | None:
    for end in range(min(i + ahead, len(tokens)), i, -1):
        if end > i + 1 and not _may_end(tokens[end - 1].text):
            continue
        name = _joined(tokens[i:end])
        span = (tokens[i].span[0], tokens[end - 1].span[1])
        mention = mentions.get(span[0]) or mentions.get(span[1] - 1)
        if mention is not None and belongs_to_other(mention, span):
            continue
        reading = names.read(name)
        if reading.unknown and len(name) >= SHORTEST_RESPELLED and all(t.upos == "PROPN" for t in tokens[i:end]):
            reading = names.respell(name) if mention is None or mention.type in PLACES else reading
        if not reading.locations:
            continue
        why = evidence(tokens, i, end, reading, mention, names)
        if why:
            whole = mention is not None and mention.span[0] <= span[0] and span[1] <= mention.span[1]
            entity, country = (mention.entity, mention.country) if mention is not None and whole else (None, None)
            area = is_area(tokens, i, end, names.words)
            return end, Toponym(span, reading.key, reading.exonym, reading.locations, why, None, entity, country, area)
    return None


@lru_cache(maxsize=MOST_KNOWN)
def _may_end(text: str) -> bool:
    return any(c.isupper() for c in text)


def _joined(tokens: tuple[Token, ...]) -> str:
    parts = [tokens[0].text]
    for before, token in pairwise(tokens):
        parts.append((" " if token.span[0] > before.span[1] else "") + token.text)
    return "".join(parts)
