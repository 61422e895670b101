"""Many words as one regular expression that asks each letter once, not one word after the other."""

import re
from collections.abc import Iterable
from typing import TypeAlias

_Letters: TypeAlias = "dict[str, _Letters]"  # what may follow; "" where a word ends


def either_case(word: str) -> tuple[str, ...]:
    """A word in lower case may also begin a sentence."""
    return (word, word[0].upper() + word[1:]) if word[0].islower() else (word,)


def any_of(words: Iterable[str]) -> str:
    """The pattern of any of these words, the longest first where several stand; "" for none."""
    root: _Letters = {}
    for word in words:
        letters = root
        for letter in word:
            letters = letters.setdefault(letter, {})
        letters[""] = {}
    return _pattern(root)


def _pattern(letters: _Letters) -> str:
    branches = [re.escape(letter).replace(r"\ ", " ") + _pattern(rest) for letter, rest in letters.items() if letter]
    if not branches:
        return ""
    if "" in letters:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
