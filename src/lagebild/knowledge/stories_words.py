"""The words of one language by which claims of several reports are compared."""

import re
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.sounds import fold


class StoryWords(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """words.yaml of a language's `stories` folder."""

    counted: dict[str, tuple[str, ...]] = {}  # kind, the same in every language → lemmas
    rising: frozenset[str] = frozenset()  # verbs by which a number grows: "the number of dead has climbed to 19"
    stating: frozenset[str] = frozenset()  # verbs that give a number to what their object counts; lemmas
    speakers: dict[str, tuple[str, ...]] = {}  # key, the same in every language → lemmas
    earlier: tuple[str, ...] = ()  # phrases before what an earlier version said; in lower case
    retracted: tuple[str, ...] = ()  # in lower case
    overall: tuple[str, ...] = ()  # phrases of a number that sums up many happenings; in lower case
    lasting: tuple[str, ...] = ()  # phrases of what is told of months or of many times, not of a day; in lower case
    since: frozenset[str] = frozenset()  # lemmas before the beginning of what a number sums up
    remaining: frozenset[str] = frozenset()  # lemmas of verbs that tell of the rest: "four remain in custody"
    again: tuple[str, ...] = ()  # words of what was done before, too: "again accused"; in lower case
    distances: frozenset[str] = frozenset()  # beside a length of time that tells how far off something is; lower case
    after: frozenset[str] = frozenset()  # right behind a length, before what was so long ago; lower case
    unnamed: frozenset[str] = frozenset()  # last word of who speaks for no office, though he has one; lower case
    offices: frozenset[str] = frozenset()  # words of what speaks for whom it belongs to; lower case
    deeds: frozenset[str] = frozenset()  # lemmas of what somebody is blamed for: attack, shooting
    neglects: frozenset[str] = frozenset()  # lemmas of blame for what was not done: failure, negligence
    pointing: frozenset[str] = frozenset()  # lemmas that point back to the sentence before: a corresponding decree
    joining: tuple[str, ...] = ()  # between two parts of one length: "four years and eight months"; lower case
    nearly: tuple[str, ...] = ()  # before a length that was not quite reached: "nearly five years"; lower case
    over: tuple[str, ...] = ()  # before one that was passed: "more than four years"
    roughly: tuple[str, ...] = ()  # before one that is not exact: "about four years"
    compounds: bool = False  # a word means what its last part means: "Treibstoffkonvoi"
    civilians: frozenset[str] = frozenset()  # nouns of people who are no fighters; "men" and "people" may be

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """What a lemma says that is counted."""
        return {lemma: kind for kind, lemmas in self.counted.items() for lemma in lemmas}

    @cached_property
    def joins(self) -> re.Pattern[str]:
        """What may stand between two parts of one length of time."""
        return re.compile(rf"\s*(?:{'|'.join(map(re.escape, self.joining)) or '(?!)'})\s*")

    def about(self, length: str) -> tuple[float, float]:
        """By how much a length of time, in lower case, may be shorter and longer than its number: up to one unit."""
        below = any(length.startswith(word) for word in (*self.nearly, *self.roughly))
        above = any(length.startswith(word) for word in (*self.over, *self.roughly))
        return float(below), float(above)

    @cached_property
    def sums_up(self) -> re.Pattern[str]:
        """What finds any of the phrases `overall`."""
        return _any_of(self.overall)

    @cached_property
    def goes_on(self) -> re.Pattern[str]:
        """What finds any of the phrases `lasting`."""
        return _any_of(self.lasting)

    @cached_property
    def repeats(self) -> re.Pattern[str]:
        """What finds any of the words `again`."""
        return _any_of(self.again)

    @cached_property
    def folded_pointing(self) -> frozenset[str]:
        """The words that point back to what the sentence before tells, folded as lemmas are."""
        return frozenset(fold(lemma) for lemma in self.pointing)

    @cached_property
    def folded_deeds(self) -> frozenset[str]:
        """The deeds as claims keep words: in lower case and without accents."""
        return frozenset(fold(lemma) for lemma in self.deeds)

    @cached_property
    def folded_neglects(self) -> frozenset[str]:
        """The same of the neglects."""
        return frozenset(fold(lemma) for lemma in self.neglects)

    @cached_property
    def speaker_of(self) -> dict[str, str]:
        """Whom a lemma means that speaks for the happening itself."""
        return {lemma: key for key, lemmas in self.speakers.items() for lemma in lemmas}


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """What finds any of these phrases as whole words."""
    listed = "|".join(map(re.escape, phrases))
    return re.compile(rf"\b(?:{listed})\b" if listed else "(?!)")


def load_story_words(folder: Folder) -> StoryWords:
    """Read words.yaml of a language's `stories` folder; where a pack has none, its claims compare without words."""
    file = folder.joinpath("words.yaml")
    return decode(file, StoryWords) if file.is_file() else StoryWords()
