"""What a name means as the name of a place in one language: looked up once, however often it comes."""

from collections.abc import Sequence

from msgspec import Struct

from lagebild.knowledge.gazetteer import Gazetteer, Location, fold
from lagebild.knowledge.places_words import PlaceWords
from lagebild.knowledge.remembered import Remembered
from lagebild.record import Token

LONGEST = 6  # words in a name


class Reading(Struct, frozen=True, gc=False):
    """A name as it was looked up, and all the places that it may be."""

    name: str = ""  # without the ending of a genitive
    key: str = ""  # folded
    locations: tuple[Location, ...] = ()
    exonym: bool = False  # it is this language's own name for a place
    own: bool = False  # it stands in our own list, which holds no doubtful words
    unknown: bool = False  # nothing has this name, however it is read


class Beginning(Struct, frozen=True, gc=False):
    """A word with which the name of a place may begin."""

    ahead: int  # words of the longest such name, itself included
    alone: Reading  # the word by itself


_UNKNOWN, _NOWHERE = Reading(unknown=True), Reading()
_UNKNOWN_ALONE = Beginning(1, _UNKNOWN)


class PlaceNames:
    """The gazetteer as one language reads it; keeps its answers, in bounds."""

    def __init__(self, words: PlaceWords, gazetteer: Gazetteer) -> None:
        self.words, self.gazetteer = words, gazetteer
        self._beginnings = Remembered(self._begins)
        self._readings = Remembered(self._read)
        self._respelled = Remembered(self._respell)

    def beginnings(self, tokens: Sequence[Token]) -> list[tuple[int, Beginning]]:
        """The words of a sentence with which the name of a place may begin, with their indexes."""
        known = self._beginnings
        return [(i, beginning) for i, token in enumerate(tokens) if (beginning := known[token.text])]

    def read(self, name: str) -> Reading:
        """The places of this name, or of what is left of it without a genitive's ending."""
        return self._readings[name]

    def respell(self, name: str) -> Reading:
        """The places of an unknown name in other transliterations."""
        return self._respelled[name]

    def _respell(self, name: str) -> Reading:
        return self._of(name, self.words.respelled(name, self.gazetteer))

    def _begins(self, text: str) -> Beginning | None:
        """What name of a place may begin with this word of a text; None where none can."""
        if not _may_begin(text):
            return None
        ahead = min(LONGEST, max(self.gazetteer.longest(text), self.words.longest(text)))
        alone = self._read(text)
        return _UNKNOWN_ALONE if ahead == 1 and alone.unknown else Beginning(ahead, alone)

    def _read(self, name: str) -> Reading:
        if found := self.words.locations(name, self.gazetteer):
            return self._of(name, found)
        for ending in self.words.genitive_endings:
            if name.endswith(ending) and len(name) > len(ending) + 3:
                shorter = name[: -len(ending)]
                if found := self.words.locations(shorter, self.gazetteer):
                    return self._reading(shorter, found)
        return _UNKNOWN

    def _of(self, name: str, found: tuple[Location, ...]) -> Reading:
        if len(name) < 5 and name.isupper():
            # "IS" and "AP" are no villages, but "US" and "DRC" are countries.
            found = tuple(location for location in found if location.geonames is None)
        if not name.isascii():
            found = tuple(location for location in found if not _lacks_accents(name, location))
        return self._reading(name, found) if found else _NOWHERE

    def _reading(self, name: str, found: tuple[Location, ...]) -> Reading:
        return Reading(name, fold(name), found, self.words.is_exonym(name), self.gazetteer.is_own(name))


def _may_begin(text: str) -> bool:
    return text[:1].isupper() or (len(text) > 3 and text[2:3] == "-" and text[3].isupper())  # al-Hol, el-Arish


def _lacks_accents(name: str, location: Location) -> bool:
    """A text may leave accents out but adds none: "Nähe" is not Nahe."""
    return location.geonames is not None and location.name.isascii() and location.folded == fold(name)
