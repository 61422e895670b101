"""A language's `quantities` folder: words for numbers, a grammar that joins them, and words around them."""

import re
from functools import cached_property
from typing import Literal

from msgspec import Struct, structs

from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.quantity_kinds import QuantityKinds, load_quantity_kinds
from lagebild.knowledge.remembered import Remembered

Modifier = Literal["at_least", "at_most", "about"]
LONGEST_NUMBER = 60  # letters of a number in one word; siebenhundertsiebenundsiebzigtausend has 36
_DIGITS = re.compile(r"\d+(?:[.,'’]\d+)*")


class NumberWords(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What a language says around numbers; all keys in lower case but `not_units`, which are lemmas."""

    decimal: str
    group: str
    numbers: dict[str, float]
    joiners: tuple[str, ...]  # between ones and tens: einundzwanzig, twenty-one
    glued_scales: dict[str, int]  # within one word: zweitausend
    scales: dict[str, int]  # as a word of its own: zwei Millionen
    vague: dict[str, int]  # Dutzende, hundreds: the least that they mean
    articles: tuple[str, ...]  # count only before a scale: eine Million
    about: tuple[str, ...]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    between: tuple[str, ...]
    range: tuple[str, ...]  # between the ends, after one of `between`
    plain_range: tuple[str, ...]  # and without one
    linking: tuple[str, ...]  # hundreds of people
    currencies: dict[str, str]  # ISO 4217
    percent: tuple[str, ...]
    not_units: tuple[str, ...]

    @cached_property
    def first_words(self) -> frozenset[str]:
        """Words that may begin a number, besides figures and composed ones."""
        listed = (*self.numbers, *self.vague, *self.currencies)
        return frozenset(word.partition(" ")[0] for word in listed)

    @cached_property
    def opens(self) -> Remembered[str, bool]:
        """Of each word as it is written, whether it is a figure or one of `first_words`."""
        return Remembered(lambda word: word.casefold() in self.first_words or word[:1].isdigit())

    @cached_property
    def first_of_two(self) -> frozenset[str]:
        """First words of numbers, and of words for per cent, that are two words: "half a", "per cent"."""
        return frozenset(word.partition(" ")[0] for word in (*self.numbers, *self.percent) if " " in word)

    @cached_property
    def modifiers(self) -> dict[str, Modifier]:
        """What the words before a number make of it."""
        listed: tuple[tuple[Modifier, tuple[str, ...]], ...] = (
            ("about", self.about), ("at_most", self.at_most), ("at_least", self.at_least),
        )  # fmt: skip
        return {phrase: modifier for modifier, phrases in listed for phrase in phrases}

    @cached_property
    def modifier_ends(self) -> frozenset[str]:
        """Last words of `modifiers`."""
        return frozenset(phrase.rpartition(" ")[2] for phrase in self.modifiers)

    @cached_property
    def vague_openings(self) -> frozenset[str]:
        """First words of `vague`."""
        return frozenset(word.partition(" ")[0] for word in self.vague)

    @cached_property
    def _glued_scales(self) -> tuple[tuple[str, int], ...]:
        """The scales within one word, the largest first."""
        return tuple(sorted(self.glued_scales.items(), key=lambda pair: -pair[1]))

    def number(self, text: str) -> float | None:
        """The number that one word or figure spells; None if it is none."""
        return self._numbers[text]

    @cached_property
    def _numbers(self) -> Remembered[str, float | None]:
        return Remembered(self._read)

    def _read(self, text: str) -> float | None:
        word = text.casefold()
        if word[:1].isdigit():
            return self._figure(word)
        return self._spelled(word) if word and len(word) <= LONGEST_NUMBER else None

    def _figure(self, text: str) -> float | None:
        if not _DIGITS.fullmatch(text):
            return None
        chunks = re.split(r"[.,'’]", text)
        separators = set(re.findall(r"[.,'’]", text))
        grouped = separators <= {self.group, "'", "’"} and all(len(c) == 3 for c in chunks[1:]) and len(chunks[0]) <= 3
        if not separators or grouped:
            return float("".join(chunks))
        plain = text.replace(self.group, "").replace(self.decimal, ".")
        return float(plain) if separators <= {self.group, self.decimal} and text.count(self.decimal) == 1 else None

    def _spelled(self, word: str) -> float | None:
        if word in self.numbers:
            return self.numbers[word]
        for scale, size in self._glued_scales:
            left, found, right = word.partition(scale)
            if found:
                for joiner in self.joiners:
                    right = right.removeprefix(joiner)
                many = self._spelled(left) if left else 1.0
                rest = self._spelled(right) if right else 0.0
                return None if many is None or rest is None or rest >= size else many * size + rest
        for joiner in self.joiners:
            left, found, right = word.partition(joiner)
            one, other = self.numbers.get(left), self.numbers.get(right)
            if found and one is not None and other is not None and min(one, other) < 10 <= max(one, other):
                return one + other if max(one, other) % 10 == 0 else None
        return None


class QuantityWords(NumberWords, frozen=True, dict=True):
    """The words around numbers, and those that say what became of who is counted."""

    kinds: QuantityKinds


def load_quantity_words(folder: Folder) -> QuantityWords:
    """Read words.yaml and kinds.yaml of a language's `quantities` folder."""
    words = decode(folder / "words.yaml", NumberWords)
    return QuantityWords(**structs.asdict(words), kinds=load_quantity_kinds(folder))
