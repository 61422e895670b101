"""The best tree of a sentence: the best head of each word where that makes one, else Chu, Liu and Edmonds."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.intp]

NEVER = -1e9
ONE_ROOT = 1e5  # taken off each arc from the root: more than any score, so that the best tree has only one


def best_tree(scores: Scores) -> Heads:
    """Heads of n words from [n, n + 1] scores whose column 0 is the root; exactly one word has head 0."""
    heads: Heads = scores.argmax(1)
    if np.count_nonzero(heads == 0) == 1 and _cycle(heads) is None:
        return heads
    # With the one root that costs least, all others' best heads but the root: if that is a tree, none is better.
    words = scores[:, 1:]
    root = int((scores[:, 0] - words.max(1)).argmax())
    heads = words.argmax(1) + 1
    heads[root] = 0
    if _cycle(heads) is None:
        return heads
    square = np.full((len(scores) + 1, len(scores) + 1), NEVER)
    square[1:] = scores
    square[1:, 0] -= ONE_ROOT
    return _arborescence(square)[1:]


def _arborescence(scores: NDArray[np.float64]) -> Heads:
    """Heads of the best spanning arborescence from node 0; scores are [word, head]."""
    np.fill_diagonal(scores, NEVER)
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads[1:])
    if cycle is None:
        return heads
    inside = np.array(cycle)
    free = np.ones(len(scores), bool)
    free[inside] = False
    outside = np.flatnonzero(free)
    entering = scores[inside][:, outside] - scores[inside, heads[inside]][:, None]
    around = scores[outside]
    leaving = around[:, inside]
    entry, exit_ = entering.argmax(0), leaving.argmax(1)
    n = len(outside)
    smaller = np.full((n + 1, n + 1), NEVER)  # the cycle is its last node
    smaller[:n, :n] = around[:, outside]
    smaller[n, :n] = entering[entry, np.arange(n)]
    smaller[:n, n] = leaving[np.arange(n), exit_]
    found = _arborescence(smaller)
    for k in range(1, n):
        heads[outside[k]] = inside[exit_[k]] if found[k] == n else outside[found[k]]
    heads[inside[entry[found[n]]]] = outside[found[n]]
    return heads


def _cycle(heads: Heads) -> list[int] | None:
    """Words 1…n that hang on one another in a ring; `heads` leaves out node 0."""
    above = [0, *heads.tolist()]
    state = [0] * len(above)  # 0 unseen, 1 on the path, 2 done
    state[0] = 2
    for start in range(1, len(above)):
        node, path = start, []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = above[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for done in path:
            state[done] = 2
    return None
