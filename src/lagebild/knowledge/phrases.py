"""Phrases of a data file → regular expressions.

Phrases are written as a reader sees them. `*` stands for up to 80 characters of anything; a
straight apostrophe matches both kinds; a blank matches any white space. Beginnings and ends that
are letters match whole words only.
"""

import re
from collections.abc import Container

from msgspec import Struct


def any_of(phrases: tuple[str, ...]) -> str:
    """An alternation, longest first, so that a phrase is never cut short by its own beginning."""
    return "|".join(phrase_pattern(p) for p in sorted(phrases, key=len, reverse=True))


def phrase_pattern(phrase: str) -> str:
    """A phrase as pattern, bounded where it begins or ends with a letter or digit."""
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isalnum() else ""
    body = re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]").replace(r"\*", r".{1,80}?")
    return before + body + after


def piece_of(phrase: str) -> str:
    """The longest part of a phrase that stands in every text where its pattern is found, as `fold_blanks` gives it."""
    return max(_PIECE_BREAK.split(fold_blanks(phrase)), key=len)


def word_of(phrase: str) -> str:
    """The longest word that stands, folded, as a whole word in every text where the phrase is found; "" if it has none.

    Beside `*` a word may be a part of a longer one.
    """
    return max(_WHOLE_WORD.findall(fold_blanks(phrase)), key=len, default="")


def words_in(folded: str) -> list[str]:
    """The words of a folded text: a phrase whose `word_of` is none of them does not stand in it."""
    return _WORD.findall(folded)


class Hint(Struct, frozen=True):
    """A word and a piece that stand in every text where a phrase is found."""

    word: str
    piece: str

    def holds(self, folded: str, held: Container[str]) -> bool:
        """False where the phrase cannot stand in a folded text with these words."""
        return (not self.word or self.word in held) and self.piece in folded


def hint_of(phrase: str) -> Hint:
    """What is looked for before the phrase itself."""
    return Hint(word_of(phrase), piece_of(phrase))


def fold_blanks(text: str) -> str:
    """Small letters and single blanks: looking pieces up in this is ten times faster than searching for patterns."""
    return " ".join(text.casefold().split())


_WORD = re.compile(r"\w+")
_WHOLE_WORD = re.compile(r"(?<![\w*])\w+(?![\w*])")
_PIECE_BREAK = re.compile(r"[*']")
