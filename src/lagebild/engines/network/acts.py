"""Acts: words that tell an event of some type, by the forms around them, the words they govern and what was read.

Rules code the events; this finds words for which nobody wrote a rule. The head reads the states and the trees of the
finished network and changes nothing of them.
"""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lagebild.engines.network.lstm import Array, Index
from lagebild.engines.network.pieces import sum_pieces, with_room
from lagebild.errors import DataError

ACTS = "acts.npz"
ARRAYS = (
    "table", "scales", "norm.weight", "norm.bias", "near.weight", "near.bias", "states.weight", "below.weight",
    "above.weight", "out.weight", "out.bias",
)  # fmt: skip
TYPES = "types"  # the array of their names; the first is "", of words that tell nothing
CONTENT = frozenset(("VERB", "NOUN", "ADJ", "ADV", "AUX", "PROPN"))  # parts of speech that may tell an event
# What hangs on a word, in three kinds: who does it, to whom or what, and how.
KINDS = {
    "nsubj": 0, "csubj": 0,
    "obj": 1, "obl": 1, "iobj": 1, "xcomp": 1, "ccomp": 1, "nmod": 1,
    "compound": 2, "advmod": 2, "amod": 2, "case": 2,
}  # fmt: skip
REACH = 3  # words to each side
LEAST = 0.3  # how sure an act must be to be told at all
SLOPE = 0.1  # of a leaky rectifier below zero

Told = tuple[int, str, float]  # place of the word in the text, type, how sure from 0 to 1


class ActHead:
    """Weights in memory, and vectors of forms in rows that the network counts."""

    def __init__(self, file: Path, upos: Sequence[str], deprels: Sequence[str]) -> None:
        try:
            with np.load(file, allow_pickle=False) as stored:
                missing = {TYPES, *ARRAYS} - set(stored.files)
                if missing:
                    raise ValueError(f"{ACTS} lacks {', '.join(sorted(missing))}")
                weights = {name: stored[name] for name in ARRAYS}
                self.types: tuple[str, ...] = tuple(stored[TYPES].tolist())
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            raise DataError(f"{file.parent}: no acts can be read with this file: {error}") from error
        self._table = weights.pop("table")
        self._w: dict[str, Array] = {name: array.astype(np.float32) for name, array in weights.items()}
        self._vectors: Array = np.empty((1024, self._table.shape[1]), np.float32)
        self._content = np.array([label in CONTENT for label in upos])
        self._kinds = kinds_of(deprels)

    def learn(self, rows: Index, counts: Index, first: int) -> None:
        """Keep the vectors of new forms, the first of them in row `first`; `rows` are those of their pieces."""
        end = first + len(counts)
        self._vectors = with_room(self._vectors, first, end)
        sums = sum_pieces(self._table, self._w["scales"], rows, counts)
        self._vectors[first:end] = sums * self._w["norm.weight"] + self._w["norm.bias"]

    def tell(
        self, forms: Index, upos: Index, states: Array, heads: Index, deprels: Index, lengths: Sequence[int]
    ) -> list[list[Told]]:
        """What the words of texts with such lengths tell; a root's head is itself."""
        told: list[list[Told]] = [[] for _ in lengths]
        words = np.flatnonzero(self._content[upos])
        if not len(words):
            return told
        scores = self._scores(forms, words, states, heads, self._kinds[deprels], lengths)
        scores -= scores.max(1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(1, keepdims=True)
        texts = np.repeat(np.arange(len(lengths)), lengths)
        begins = np.cumsum([0, *lengths])
        best = shares[:, 1:].argmax(1) + 1
        sure = shares[np.arange(len(shares)), best]
        for k in np.flatnonzero(sure >= LEAST).tolist():
            text = int(texts[words[k]])
            told[text].append((int(words[k] - begins[text]), self.types[best[k]], round(float(sure[k]), 3)))
        return told

    def _scores(
        self, forms: Index, words: Index, states: Array, heads: Index, kinds: Index, lengths: Sequence[int]
    ) -> Array:
        """[words, types]"""
        w = self._w
        texts = np.repeat(np.arange(len(lengths)), lengths)
        places = np.arange(len(forms)) + REACH * (texts + 1)  # with empty words between the texts
        padded = np.zeros((len(forms) + REACH * (len(lengths) + 1), self._vectors.shape[1]), np.float32)
        vectors = padded[places] = self._vectors[forms]
        near = padded[places[words, None] + np.arange(-REACH, REACH + 1)].reshape(len(words), -1)
        governed = np.flatnonzero((kinds >= 0) & (heads != np.arange(len(heads))))
        below = np.zeros((len(forms), 3, vectors.shape[1]), np.float32)
        np.add.at(below, (heads[governed], kinds[governed]), vectors[governed])
        above = vectors[heads[words]]
        above[heads[words] == words] = 0
        hidden = near @ w["near.weight"]
        hidden += states[words] @ w["states.weight"]
        hidden += below[words].reshape(len(words), -1) @ w["below.weight"]
        hidden += above @ w["above.weight"]
        hidden += w["near.bias"]
        hidden = np.maximum(hidden, SLOPE * hidden)
        scores: Array = hidden @ w["out.weight"] + w["out.bias"]
        return scores


def kinds_of(deprels: Sequence[str]) -> NDArray[np.intp]:
    """The kind of each relation, subtypes as what they belong to; -1 for one that says nothing of the head."""
    return np.array([KINDS.get(deprel.partition(":")[0], -1) for deprel in deprels])
