"""Which of many lists of words a word is in: one look-up for all of them."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from lagebild.knowledge.event_rules import Words
from lagebild.knowledge.remembered import MOST_KNOWN, Remembered
from lagebild.record import Token


class WordLists:
    """Lists of words as bits of a number, so that to ask for a list costs the same however long it is."""

    def __init__(self, lists: Iterable[frozenset[str]], by_chance: tuple[str, ...] = ()) -> None:
        self._by_chance = by_chance
        self._bits: dict[frozenset[str], int] = {}
        self._exact: dict[str, int] = defaultdict(int)
        self._ending: dict[str, int] = defaultdict(int)
        for words in dict.fromkeys(lists):
            bit = self._bits[words] = 1 << len(self._bits)
            for word in words:
                if word.startswith("*"):
                    self._ending[word[1:]] |= bit
                else:
                    self._exact[word] |= bit
        self._lengths = sorted({len(ending) for ending in self._ending})
        self._known: dict[str, int] = {}

    def bits(self, words: Words) -> int:
        """The bits of lists that stand for one; none of them is set in the number of a word that no list holds."""
        found = 0
        for listed in words:
            found |= self._bits[listed]
        return found

    def holding(self, word: str) -> int:
        """The bits of all lists that hold this casefolded word, or an ending of it with a "*"; 0 if none does."""
        found = self._known.get(word)
        if found is None:
            found = self._exact.get(word, 0)
            shortest = shortest_ending(word, self._by_chance)
            for length in self._lengths:
                if length > len(word):
                    break
                if length < shortest:
                    continue
                found |= self._ending.get(word[len(word) - length :], 0)
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[word] = found
        return found


def shortest_ending(word: str, by_chance: tuple[str, ...]) -> int:
    """How long an ending must be to make a compound of the word: no proposal ("Vorschlag") is a blow ("Schlag")."""
    return max((len(end) for end in by_chance if word.endswith(end)), default=0) if word.endswith(by_chance) else 0


@lru_cache(maxsize=MOST_KNOWN)  # texts repeat their words
def is_listed(lemma: str, form: str, words: frozenset[str]) -> bool:
    """True if a word is one of `words`, where "*trainer" stands for every compound that ends so.

    "=striker" stands for that form alone: strikers, who may be on strike, are none.
    """
    found = (lemma.casefold(), form.casefold())
    if not words.isdisjoint((*found, f"={found[1]}")):
        return True
    endings = tuple(word[1:] for word in words if word.startswith("*"))
    return bool(endings) and any(word.endswith(endings) for word in found)


def names_one(tokens: Iterable[Token], words: frozenset[str]) -> bool:
    """True if one of the tokens is one of `words`, by its lemma or its form."""
    listed = _listed_in(words)
    for token in tokens:  # noqa: SIM110, every word of a report for each list that is asked for
        if listed[token.lemma] or listed[token.text]:
            return True
    return False


@lru_cache(maxsize=100)  # as many lists as packs have, and some for tests
def _listed_in(words: frozenset[str]) -> Remembered[str, bool]:
    return Remembered(lambda word: is_listed(word, word, words))
