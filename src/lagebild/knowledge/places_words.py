"""A language's `places` folder: words around place names, names of cities in that language, spellings."""

from collections.abc import Iterator

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.gazetteer import Gazetteer, Location, fold, table

MOST_SPELLINGS = 24  # tried for one unknown name


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    locative: tuple[str, ...]  # words that may stand before a place
    strong_locative: tuple[str, ...]  # and that make a capitalised word one
    kinds: tuple[str, ...]  # Stadt, province
    areas: tuple[str, ...]  # kinds that are larger than the town whose name they have: Region, province
    linking: tuple[str, ...]  # between a kind and its name: village of Tegh
    container_links: tuple[str, ...]  # between a place and the one it lies in: Goris in Armenia
    genitive_endings: tuple[str, ...]  # Russlands, Iran's
    common: tuple[str, ...]  # words that are also names of places
    never: tuple[str, ...]  # words that are no places even after a locative: in March
    not_common: tuple[str, ...]  # exceptions: better known as places
    transliterations: tuple[tuple[str, str], ...]  # this language's spelling, the gazetteer's


class PlaceWords:
    """What a language knows of place names."""

    def __init__(self, words: _Words, exonyms: dict[str, tuple[tuple[str, str], ...]]) -> None:
        self.locative = frozenset(words.locative)
        self.strong_locative = frozenset(words.strong_locative)
        self.kinds = frozenset(words.kinds)
        self.areas = frozenset(words.areas)
        self.linking = frozenset(words.linking)
        self.container_links = frozenset(words.container_links)
        self.genitive_endings = words.genitive_endings
        self.common = frozenset(words.common) - frozenset(words.not_common)
        self.never = frozenset(words.never)
        self._exonyms = exonyms
        self._lengths: dict[str, int] = {}
        for key in exonyms:
            first = key.partition(" ")[0]
            self._lengths[first] = max(self._lengths.get(first, 1), key.count(" ") + 1)
        self._transliterations = words.transliterations

    def locations(self, name: str, gazetteer: Gazetteer) -> tuple[Location, ...]:
        """What a name means, by this language's own name for it first; () if nothing."""
        exonyms = self._exonyms.get(fold(name), ())
        own = tuple(
            best
            for original, country in exonyms
            for best in _largest(place for place in gazetteer.lookup(original) if place.country == country)
        )
        return own + tuple(place for place in gazetteer.lookup(name) if place not in own)

    def longest(self, first: str) -> int:
        """How many words the longest of this language's own names has that begins with this word."""
        return self._lengths.get(fold(first).partition(" ")[0], 1)

    def is_exonym(self, name: str) -> bool:
        """True for a city's name in this language."""
        return fold(name) in self._exonyms

    def respelled(self, name: str, gazetteer: Gazetteer) -> tuple[Location, ...]:
        """What a foreign name means in another transliteration: Tschernihiw, Chernihiv."""
        for spelling in self._spellings(fold(name)):
            if found := gazetteer.lookup(spelling):
                return found
        return ()

    def _spellings(self, name: str) -> Iterator[str]:
        known = [name]
        for ours, theirs in self._transliterations:
            known += [k.replace(ours, theirs) for k in known if ours in k][: MOST_SPELLINGS - len(known)]
        return iter(dict.fromkeys(known[1:]))


def load_place_words(folder: Folder) -> PlaceWords:
    """Read words.yaml and exonyms.tsv of a language's `places` folder."""
    exonyms: dict[str, tuple[tuple[str, str], ...]] = {}
    for original, country, names in table(folder / "exonyms.tsv", 3):
        for name in names.split(";"):
            exonyms[fold(name)] = (*exonyms.get(fold(name), ()), (original, country))
    return PlaceWords(decode(folder / "words.yaml", _Words), exonyms)


def _largest(locations: Iterator[Location]) -> tuple[Location, ...]:
    """The place of a name and country with the most inhabitants."""
    found = sorted(locations, key=lambda location: -location.population)
    return tuple(found[:1])
