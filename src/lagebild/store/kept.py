"""What was unpacked once and is asked for again: a dictionary that forgets the oldest half when it is full."""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(dict[K, V]):
    """Holds at most so many; for what never changes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: V) -> V:
        """Keep one more, and give it back."""
        if len(self) >= self._most:
            for old in list(self)[: self._most // 2]:
                del self[old]
        self[key] = value
        return value
