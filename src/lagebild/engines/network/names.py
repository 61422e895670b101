"""Names: what a word's form and lists of names say of it and of the words around it, and what the network has read.

The head reads the states of the finished network and changes nothing of them, so that trees stay as they are.
"""

import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from lagebild.engines.network.pieces import Array, Index, sum_pieces, with_room
from lagebild.errors import DataError

NAMES = "names.npz"
ARRAYS = (
    "table", "scales", "norm.weight", "norm.bias", "keys", "bits", "shapes", "near.weight", "near.bias",
    "states.weight", "second.weight", "second.bias", "out.weight", "out.bias",
)  # fmt: skip
LISTS = 16  # bits of a word: the lists that it stands on
CAPITALISED, WITH_DIGIT = 1, 4  # kinds of shape, see features.py; those between are capitals and mixed
UNLIKELY = 10.0  # by so much the network must hold a word for no name, that it is not asked again: three words in four
SLOPE = 0.1  # of a leaky rectifier below zero

Bits = NDArray[np.uint16]
Keys = NDArray[np.uint32]


class NameHead:
    """Weights in memory, and vectors of forms in rows that the network counts."""

    def __init__(self, file: Path, tags: Sequence[str]) -> None:
        try:
            with np.load(file, allow_pickle=False) as stored:
                missing = set(ARRAYS) - set(stored.files)
                if missing:
                    raise ValueError(f"{NAMES} lacks {', '.join(sorted(missing))}")
                weights = {name: stored[name] for name in ARRAYS}
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            raise DataError(f"{file.parent}: no names can be read with this file: {error}") from error
        self._table = weights.pop("table")
        self._keys, self._bits = weights.pop("keys"), weights.pop("bits")
        self._w: dict[str, Array] = {name: array.astype(np.float32) for name, array in weights.items()}
        width = self._table.shape[1] + LISTS
        self._vectors: Array = np.empty((1024, width), np.float32)
        self._reach = (len(self._w["near.weight"]) // (width + self._w["shapes"].shape[1]) - 1) // 2
        self._legal = legal_steps(tags)

    def learn(self, forms: Sequence[str], rows: Index, counts: Index, first: int) -> None:
        """Keep the vectors of new forms, the first of them in row `first`; `rows` are those of their pieces."""
        sums = sum_pieces(self._table, self._w["scales"], rows, counts)
        end = first + len(forms)
        self._vectors = with_room(self._vectors, first, end)
        self._vectors[first:end, :-LISTS] = sums * self._w["norm.weight"] + self._w["norm.bias"]
        self._vectors[first:end, -LISTS:] = as_flags(look_up(forms, self._keys, self._bits))

    def vectors_of(self, forms: Index) -> Array:
        """[words, width] vectors of forms that were learnt, by their rows."""
        return self._vectors[forms]

    def label(self, vectors: Array, shapes: Index, states: Array, guesses: Array, lengths: Sequence[int]) -> Index:
        """Tags of the words of texts with such lengths; `guesses` are the scores of tags that the network gives."""
        tags: Index = np.zeros(len(vectors), np.intp)
        texts = np.repeat(np.arange(len(lengths)), lengths)
        words = np.flatnonzero(may_be_names(shapes, guesses, texts))
        if not len(words):
            return tags
        reach, w = self._reach, self._w
        places = np.arange(len(vectors)) + reach * (texts + 1)  # with empty words between the texts
        width = vectors.shape[1]
        inputs = np.zeros((len(vectors) + reach * (len(lengths) + 1), width + w["shapes"].shape[1]), np.float32)
        inputs[places, :width] = vectors
        inputs[places, width:] = w["shapes"][shapes]
        near = inputs[places[words, None] + np.arange(-reach, reach + 1)].reshape(len(words), -1)
        hidden = near @ w["near.weight"]
        hidden += states[words] @ w["states.weight"]
        hidden += w["near.bias"]
        hidden = _leaky(_leaky(hidden) @ w["second.weight"] + w["second.bias"])
        scores = hidden @ w["out.weight"] + w["out.bias"]
        tags[words] = scores.argmax(1)
        self._mend(tags, words, texts, scores)
        return tags

    def _mend(self, tags: Index, words: Index, texts: Index, scores: Array) -> None:
        """Choose again where a name begins with its middle: the best tags of the words in a row that can follow."""
        before = np.concatenate([[0], tags[:-1]])
        before[1:][texts[1:] != texts[:-1]] = 0
        if self._legal[before[words], tags[words]].all():
            return
        cuts = np.flatnonzero((np.diff(words) != 1) | (np.diff(texts[words]) != 0)) + 1
        for a, z in pairwise([0, *cuts.tolist(), len(words)]):
            row = words[a:z]
            if not self._legal[before[row], tags[row]].all():
                tags[row] = best_tags(scores[a:z], self._legal)


def may_be_names(shapes: Index, guesses: Array, texts: Index) -> NDArray[np.bool_]:
    """Words with a capital or a digit, those that the network guessed, and single words between two of them."""
    kinds = shapes // 2
    margin = guesses[:, 0] - guesses[:, 1:].max(1)  # of tag 0, no name
    chosen: NDArray[np.bool_] = ((kinds >= CAPITALISED) & (kinds <= WITH_DIGIT) & (margin < UNLIKELY)) | (margin < 0)
    between = chosen[:-2] & chosen[2:] & (texts[:-2] == texts[2:])
    chosen[1:-1] |= between
    return chosen


def look_up(forms: Sequence[str], keys: Keys, bits: Bits) -> Bits:
    """Bits of forms; of those on no list, bits without a final s, or of capitals those of the capitalised word."""
    found = _bits_of(forms, keys, bits)
    others = {i: other for i in np.flatnonzero(found == 0).tolist() if (other := _other_form(forms[i]))}
    if others:
        found[list(others)] = _bits_of(list(others.values()), keys, bits)
    return found


def _other_form(form: str) -> str:
    if form[-1:] == "s":
        return form[:-1] if len(form) > 3 else ""
    return form.capitalize() if form.isupper() and len(form) > 3 else ""


def key_of(form: str) -> int:
    """The number by which a form is looked up."""
    return crc32(form.encode("utf-8", "surrogatepass"))


def as_flags(bits: Bits) -> Array:
    """[n] numbers → [n, LISTS] zeros and ones, the lowest bit first."""
    flags: Array = ((bits[:, None] >> np.arange(LISTS, dtype=np.uint16)) & 1).astype(np.float32)
    return flags


def legal_steps(tags: Sequence[str]) -> NDArray[np.bool_]:
    """[before, after]: whether a tag may follow another; the middle of a name follows its beginning or its middle."""
    return np.array([[after[0] != "I" or before[1:] == after[1:] for after in tags] for before in tags])


def best_tags(scores: Array, legal: NDArray[np.bool_]) -> Index:
    """The best tags of words in a row, after no name, of which each may follow the one before (Viterbi)."""
    steps = np.where(legal, np.float32(0), np.float32(-1e6))
    best = scores[0] + steps[0]
    back = []
    for row in scores[1:]:
        sums = best[:, None] + steps
        back.append(sums.argmax(0))
        best = sums.max(0) + row
    tags = [int(best.argmax())]
    for came_from in reversed(back):
        tags.append(int(came_from[tags[-1]]))
    return np.array(tags[::-1])


def _bits_of(forms: Sequence[str], keys: Keys, bits: Bits) -> Bits:
    wanted = np.array([key_of(form) for form in forms], np.uint32)
    places = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
    found: Bits = np.where(keys[places] == wanted, bits[places], np.uint16(0))
    return found


def _leaky(x: Array) -> Array:
    rectified: Array = np.maximum(x, SLOPE * x)
    return rectified
