"""What acts are done with, to and about, by keys that all languages share, so that sentences of two compare."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.sounds import fold

SHORTEST = 4  # letters of the last part of a compound
LONGEST = 3  # words of a phrase


class Things(Struct, frozen=True, dict=True):
    """things.yaml of a language's `stories` folder: key → lemmas or phrases of lemmas, in lower case."""

    listed: Mapping[str, tuple[str, ...]] = {}
    compounds: bool = False  # a word counts by its last part: "Treibstoffkonvoi"

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {fold(phrase): key for key, phrases in self.listed.items() for phrase in phrases}

    def within(self, lemmas: Iterable[str]) -> tuple[str, ...]:
        """The keys of a run of folded lemmas, each once; of two that overlap the longer: "tear gas" is no gas."""
        words, found, i = tuple(lemmas), [], 0
        while i < len(words):
            for size in range(min(LONGEST, len(words) - i), 0, -1):
                phrase = " ".join(words[i : i + size])
                if key := self._keys.get(phrase) or (self._of_compound(phrase) if size == 1 else None):
                    found.append(key)
                    break
            else:
                size = 1
            i += size
        return tuple(dict.fromkeys(found))

    def _of_compound(self, word: str) -> str | None:
        """The key of the longest last part."""
        ends = (word[start:] for start in range(2, len(word) - SHORTEST + 1)) if self.compounds else ()
        return next((self._keys[end] for end in ends if end in self._keys), None)


def load_things(folder: Folder, *, compounds: bool) -> Things:
    """Read things.yaml; a pack without one compares no things."""
    file = folder.joinpath("things.yaml")
    if not file.is_file():
        return Things()
    return Things(decode(file, dict[str, tuple[str, ...]]), compounds)
