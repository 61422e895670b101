"""How names sound, so that spellings of several languages compare."""

import re
import unicodedata
from functools import cached_property

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode

_WORD = re.compile(r"[^\W\d_]+")


class Sounds(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """judging/sounds.yaml: spellings and what they sound like."""

    spellings: dict[str, str]
    vowels: str
    shortest: int

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self.spellings), key=len, reverse=True)))

    def word(self, word: str) -> str:
        """The sounds of one word: "Oserow" and "Ozerov" are both "osrv"."""
        folded = fold(word)
        spelled = self._pattern.sub(lambda found: self.spellings[found.group()], folded)
        kept = spelled[:1] + "".join(letter for letter in spelled[1:] if letter not in self.vowels)
        sounds = re.sub(r"(.)\1+", r"\1", kept)
        return sounds if len(sounds) >= self.shortest else folded

    def name(self, name: str) -> str:
        """The sounds of all words of a name, in order; "" where it has none."""
        return " ".join(self.word(word) for word in _WORD.findall(name))

    def surname(self, name: str) -> str:
        """The sounds of the last word of a person's name."""
        words = _WORD.findall(name)
        return self.word(words[-1]) if words else ""


def fold(text: str) -> str:
    """Lower case without accents; "ß" stays."""
    if text.isascii():
        return text.lower()
    return text.lower().translate(_PLAIN)


class _Plain(dict[int, str]):
    """Each character without its accents; looked up once."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", chr(code))
        self[code] = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return self[code]


_PLAIN = _Plain()


def load_sounds(folder: Folder) -> Sounds:
    """Read sounds.yaml of the folder `judging`."""
    return decode(folder.joinpath("sounds.yaml"), Sounds)
