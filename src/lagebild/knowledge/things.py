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

    @cached_property
    def _begin(self) -> frozenset[str]:
        """The first words of phrases: few words begin one."""
        return frozenset(phrase.partition(" ")[0] for phrase in self._keys if " " in phrase)

    @cached_property
    def _end(self) -> frozenset[str]:
        """The last letters of what compounds end in."""
        return frozenset(phrase[-SHORTEST:] for phrase in self._keys)

    def within(self, lemmas: Iterable[str]) -> tuple[str, ...]:
        """The keys of a run of folded lemmas, each once; of two that overlap the longer: "tear gas" is no gas."""
        words, found, i = tuple(lemmas), [], 0
        while i < len(words):
            longest = LONGEST if words[i].partition(" ")[0] in self._begin else 1
            for size in range(min(longest, len(words) - i), 1, -1):
                if key := self._keys.get(" ".join(words[i : i + size])):
                    break
            else:
                size, key = 1, self._keys.get(words[i]) or self._of_compound(words[i])
            if key:
                found.append(key)
            i += size
        return tuple(dict.fromkeys(found))

    def _of_compound(self, word: str) -> str | None:
        """The key of the longest last part."""
        ends = range(2, len(word) - SHORTEST + 1) if self.compounds and word[-SHORTEST:] in self._end else ()
        return next((self._keys[word[start:]] for start in ends if word[start:] in self._keys), None)


def load_things(folder: Folder, *, compounds: bool) -> Things:
    """Read things.yaml; a pack without one compares no things."""
    file = folder.joinpath("things.yaml")
    if not file.is_file():
        return Things()
    return Things(decode(file, dict[str, tuple[str, ...]]), compounds)
