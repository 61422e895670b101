"""What a treebank says of a sentence: words, labels and arcs."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """One syntactic word; `head` is an index in the sentence, its own for the root."""

    form: str
    lemma: str
    upos: str
    feats: Mapping[str, str]
    head: int
    deprel: str
    space_after: bool = True


@dataclass(frozen=True)
class TreebankSentence:
    """A gold sentence; `document` tells which sentences follow one another."""

    id: str
    document: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with their spaces, without the last."""
        return "".join(w.form + (" " if w.space_after else "") for w in self.words).rstrip(" ")
