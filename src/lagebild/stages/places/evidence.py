"""Why words are a place name here: an entity, a locative before them, a kind of place, a container, or the name."""

from lagebild.knowledge.gazetteer import Location
from lagebild.knowledge.place_names import PlaceNames, Reading
from lagebild.knowledge.places_words import PlaceWords
from lagebild.record import Token
from lagebild.stages.places.mentions import PLACES, Named

FAMOUS = 300_000  # inhabitants from which a city needs no evidence but its name
SMALL = 15_000  # inhabitants below which a name alone is no evidence: every word is a village somewhere


def evidence(
    tokens: tuple[Token, ...],
    i: int,
    end: int,
    reading: Reading,
    mention: Named | None,
    names: PlaceNames,
) -> str | None:
    """Why the words are a place name here: entity, locative, kind, container or name; None if they are not."""
    name, locations, words = reading.name, reading.locations, names.words
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
        return "locative" if _is_well_known(reading) or any(t.upos == "PROPN" for t in tokens[i:end]) else None
    if _kind_before(tokens, i, words):
        return "kind"
    if name in words.common or (end == i + 1 and tokens[i].text in words.common):
        return None
    if (
        after is not None
        and after.text == ","
        and end + 1 < len(tokens)
        and names.gazetteer.is_own(tokens[end + 1].text)
    ):
        return "container"
    # those whose main name it is, and those of our own list, which has no other names
    main = [location for location in locations if location.geonames is None or location.folded == reading.key]
    if not main and not reading.exonym:
        return None  # another name in some language: "Levi" is Lévis
    known = _is_well_known(reading)
    if not known and max((location.population for location in main), default=0) < SMALL:
        return None
    propn = any(t.upos == "PROPN" for t in tokens[i:end])
    return "name" if known or (propn and len(name) > 3) else None


def _is_well_known(reading: Reading) -> bool:
    """True for a name of our own list or of this language, and for the main name of a large city."""
    return (
        reading.own
        or reading.exonym
        or any(location.population >= FAMOUS and location.folded == reading.key for location in reading.locations)
    )


def is_area(tokens: tuple[Token, ...], i: int, end: int, words: PlaceWords) -> bool:
    """True beside a word for an area: "the Kharkiv region", "in der Region Charkiw", "the province of Kandahar"."""
    beside = (*_before(tokens, i, words), *tokens[end : end + 1])
    return any({token.text, token.lemma} & words.areas for token in beside)


def _kind_before(tokens: tuple[Token, ...], i: int, words: PlaceWords) -> bool:
    """True after a kind of place: Stadt Goris, village of Tegh."""
    return any({token.text, token.lemma} & words.kinds for token in _before(tokens, i, words))


def _before(tokens: tuple[Token, ...], i: int, words: PlaceWords) -> list[Token]:
    """The word before, over one that links: "village of Tegh"; [] at the beginning."""
    return [token for token in tokens[max(i - 2, 0) : i] if token.text not in words.linking][-1:]


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
        return (
            before.text.casefold() not in words.locative
            and before.text not in words.kinds
            and not is_own_list(locations)
        )
    if (
        after is not None
        and after.upos == "PROPN"
        and after.text[:1].isupper()
        and tokens[end - 1].span[1] + 1 == after.span[0]
    ):
        return not is_own_list(locations)
    return False


def is_own_list(locations: tuple[Location, ...]) -> bool:
    """True for a name of our own list, which holds no doubtful words."""
    return any(location.geonames is None for location in locations)
