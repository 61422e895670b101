"""Trees of arc scores: against all trees of short sentences."""

import itertools

import numpy as np
import pytest

from lagebild.engines.network.trees import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_no_tree_has_a_higher_score(length: int) -> None:
    chance = np.random.default_rng(length)
    trees = [heads for heads in itertools.product(range(length + 1), repeat=length) if is_tree(heads)]
    for _ in range(60):
        scores = chance.normal(size=(length, length + 1)).astype(np.float32)
        best = max(float(scores[np.arange(length), list(heads)].sum()) for heads in trees)
        found = best_tree(scores)
        assert is_tree(tuple(found.tolist()))
        assert float(scores[np.arange(length), found].sum()) == pytest.approx(best, abs=1e-4)


def test_best_heads_that_make_a_tree_are_taken() -> None:
    scores = np.full((3, 4), -1, np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5
    assert best_tree(scores).tolist() == [2, 0, 2]


def test_a_ring_is_broken_where_it_costs_least() -> None:
    scores = np.array([[1, -9, 5, -9], [0, 5, -9, -9], [-9, 4, 3, -9]], np.float32)
    assert best_tree(scores).tolist() == [0, 1, 1]


def test_nested_rings_and_many_words() -> None:
    chance = np.random.default_rng(3)
    for length in (40, 250):
        found = best_tree(chance.normal(size=(length, length + 1)).astype(np.float32))
        assert is_tree(tuple(found.tolist()))
