"""Words that name why nothing was coded: uncoded.yaml of a language's `events` folder. They decide nothing."""

from collections.abc import Container
from functools import cached_property

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode
from lagebild.record import Token


class UncodedWords(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Words by the reason that they show; lemmas or forms, "*" for any beginning."""

    because: dict[str, tuple[str, ...]]  # reason in words → what shows it
    works: frozenset[str] = frozenset()  # nouns before the title of a work, of truth or fiction
    narrating: frozenset[str] = frozenset()  # lemmas of verbs by which a work tells its story

    def reason(self, token: Token, among: Container[str] | None = None) -> str | None:
        """The reason that this word shows, of those in `among` (None: of all); None if it shows none."""
        for word in dict.fromkeys((token.lemma.casefold(), token.text.casefold())):
            for reason in self._exact.get(word, ()):
                if among is None or reason in among:
                    return reason
            if word.endswith(self._any_ending):
                for ending, reason in self._endings:
                    if word.endswith(ending) and (among is None or reason in among):
                        return reason
        return None

    def is_work(self, token: Token) -> bool:
        """True for a noun that stands before the title of a work."""
        return token.lemma.casefold() in self._works or token.text.casefold() in self._works

    @cached_property
    def _exact(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for reason, words in self.because.items():
            for word in words:
                found.setdefault(word.casefold(), []).append(reason)
        return found

    @cached_property
    def _endings(self) -> tuple[tuple[str, str], ...]:
        return tuple((w[1:].casefold(), r) for r, words in self.because.items() for w in words if w.startswith("*"))

    @cached_property
    def _any_ending(self) -> tuple[str, ...]:
        return tuple(ending for ending, _ in self._endings)

    @cached_property
    def _works(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.works)


def load_uncoded_words(path: Folder) -> UncodedWords:
    """Read uncoded.yaml; a pack without one names fewer reasons."""
    return decode(path, UncodedWords) if path.is_file() else UncodedWords({})
