"""Words that name why nothing was coded: uncoded.yaml of a language's `events` folder. They decide nothing."""

from collections.abc import Iterable

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode
from lagebild.record import Token


class UncodedWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words by the reason that they show; lemmas or forms, "*" for any beginning."""

    because: dict[str, tuple[str, ...]]  # reason in words → what shows it
    works: tuple[str, ...] = ()  # nouns before the title of a work

    def reason(self, token: Token, among: Iterable[str] | None = None) -> str | None:
        """The reason that this word shows, of those in `among` (None: of all); None if it shows none."""
        words = {token.lemma.casefold(), token.text.casefold()}
        for reason in self.because if among is None else among:
            for listed in self.because.get(reason, ()):
                word = listed.casefold()
                if word in words or (word.startswith("*") and any(w.endswith(word[1:]) for w in words)):
                    return reason
        return None


def load_uncoded_words(path: Folder) -> UncodedWords:
    """Read uncoded.yaml; a pack without one names fewer reasons."""
    return decode(path, UncodedWords) if path.is_file() else UncodedWords({})
