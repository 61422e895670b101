"""Answers about single words, each asked for once: texts repeat their words."""

from collections.abc import Callable, Hashable
from typing import TypeVar

MOST_KNOWN = 50_000  # words whose answers are remembered

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Remembered(dict[K, T]):
    """Word, or what else of a token counts → what a function says of it, which is asked once for each; in bounds."""

    def __init__(self, answer: Callable[[K], T]) -> None:
        self._answer = answer

    def __missing__(self, word: K) -> T:
        if len(self) >= MOST_KNOWN:
            self.clear()
        found = self[word] = self._answer(word)
        return found
