"""The best tree of a sentence: the best head of each word where that makes one, else Chu, Liu and Edmonds."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.intp]

NEVER = -1e9


def best_tree(scores: Scores) -> Heads:
    """Heads of n words from [n, n + 1] scores whose column 0 is the root; exactly one word has head 0."""
    heads: Heads = scores.argmax(1)
    if np.count_nonzero(heads == 0) == 1 and _cycle(heads) is None:
        return heads
    words = scores[:, 1:].astype(np.float64)
    np.fill_diagonal(words, NEVER)
    highest = words.max(1)
    ceilings = scores[:, 0] - highest + highest.sum()  # no tree with this root has a higher score
    best = -np.inf
    for root in np.argsort(-ceilings, kind="stable").tolist():  # the first is nearly always the best
        if ceilings[root] <= best:
            break
        found = _rooted(words, root)
        total = scores[np.arange(len(scores)), found].sum(dtype=np.float64)
        if total > best:
            heads, best = found, total
    return heads


def _rooted(words: NDArray[np.float64], root: int) -> Heads:
    """The best heads with this root, 0 for none, from scores of words as heads."""
    order = np.concatenate([[root], np.delete(np.arange(len(words)), root)])
    heads = np.zeros(len(words), np.intp)
    heads[order] = order[_arborescence(words[np.ix_(order, order)])] + 1
    heads[root] = 0
    return heads


def _arborescence(scores: NDArray[np.float64]) -> Heads:
    """Heads of the best spanning arborescence from node 0; scores are [word, head], none high from a word to itself."""
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
    np.fill_diagonal(smaller, NEVER)
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
