"""Vectors of forms from the rows of their pieces, for the network and for its head of names."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Index = NDArray[np.intp]
Bytes = NDArray[np.int8]


def sum_pieces(table: Bytes, scales: Array, rows: Index, counts: Index) -> Array:
    """[forms, width] sums of the rows of each form, normalised; `rows` of all forms in a line, `counts` a form."""
    sums: Array = np.add.reduceat(table[rows] * scales[rows, None], np.cumsum([0, *counts[:-1]]), axis=0)
    sums *= (1 / np.sqrt(counts, dtype=np.float32))[:, None]
    sums -= sums.mean(1, keepdims=True)
    sums /= np.sqrt((sums * sums).mean(1, keepdims=True) + 1e-5)
    return sums


def with_room(vectors: Array, used: int, end: int) -> Array:
    """The vectors, of which so many rows are used, or a copy that has at least `end` rows."""
    if end <= len(vectors):
        return vectors
    room: Array = np.empty((2 * end, vectors.shape[1]), np.float32)
    room[:used] = vectors[:used]
    return room
