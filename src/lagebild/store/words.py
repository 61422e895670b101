"""How text is cut into words for the full-text index, the same for both databases."""

import re
import unicodedata
from typing import Literal

from msgspec import Struct

from lagebild.errors import UsageError

MOST_WORDS = 60_000  # of one report; a PostgreSQL tsvector holds 1 MB, and no news report is a tenth as long
LONGEST = 60  # characters of a word that count
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Small letters without accents, ß as ss: "Größe" → "grosse"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order; an apostrophe or hyphen separates."""
    return [word[:LONGEST] for word in _WORD.findall(fold(text))[:MOST_WORDS]]


class Term(Struct, frozen=True):
    """One demand of a search: these words in a row; as a whole, as beginnings of words, or not at all."""

    words: tuple[str, ...]
    kind: Literal["whole", "prefix", "excluded"]

    def meets(self, words: list[str], at: int) -> bool:
        """True if the term stands at this word."""
        found = words[at : at + len(self.words)]
        if len(found) < len(self.words) or found[:-1] != list(self.words[:-1]):
            return False
        last = self.words[-1]
        return found[-1].startswith(last) if self.kind == "prefix" else found[-1] == last


def parse_search(text: str) -> tuple[Term, ...]:
    """What is asked for: `word`, `"words in a row"`, `begin*`, `-without`; all must hold.

    Raises UsageError where nothing is asked for.
    """
    terms = []
    for minus, phrase, word, star in _TERM.findall(text):
        words = tuple(words_of(phrase or word))
        if words:
            terms.append(Term(words, "excluded" if minus else "prefix" if star else "whole"))
    if all(term.kind == "excluded" for term in terms):
        raise UsageError(f'nothing to search for in {text!r}; give words, "words in a row", begin* or -without')
    return tuple(terms)


_TERM = re.compile(r'(-)?(?:"([^"]*)"|([^\s"*]+))(\*)?')
