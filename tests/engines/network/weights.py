"""A network with weights made by chance, as small as one can be."""

from pathlib import Path

import numpy as np

from lagebild.engines.network.features import SHAPES
from lagebild.engines.network.names import LISTS, NAMES
from lagebild.engines.network.network import GRAPH, SLOPE, WEIGHTS, Labels, write_labels
from training.graph import Direction, Heads, Linear, write_graph

LABELS = Labels(
    upos=("NOUN", "VERB", "PUNCT"),
    deprels=("nsubj", "obj", "punct", "root"),
    features={"Case": ("", "Acc", "Nom"), "Number": ("", "Sing")},
    lemmas=("k|0>|0|", "l|0>|1|"),
    names=("O", "B-PER", "I-PER"),
)
HIDDEN, WIDTH, ARC, REL = 6, 8, 5, 4


def write_network(folder: Path) -> None:
    """Write it as `Network` reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(5)
    kinds = len(LABELS.upos) + 3 + 2 + len(LABELS.lemmas) + 2 + len(LABELS.names)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float16)

    arrays = {
        "table": chance.integers(-127, 127, (64, WIDTH), np.int8),
        "scales": np.full(64, 0.01, np.float16),
        "shapes": some(SHAPES, 3),
        "norm.weight": np.ones(WIDTH, np.float16),
        "norm.bias": np.zeros(WIDTH, np.float16),
        "root_head": some(ARC),
        "root_rel": some(REL),
    }
    np.savez_compressed(folder / WEIGHTS, **arrays)
    words, *narrow = (Linear(some(2 * HIDDEN, width), some(width)) for width in (kinds, ARC, ARC, REL, REL))
    heads = Heads(words, narrow, some(ARC + 1, ARC), some(REL + 1, len(LABELS.deprels) * (REL + 1)), SLOPE)
    layers = [(some_direction(chance, width), some_direction(chance, width)) for width in (WIDTH + 3, 2 * HIDDEN)]
    write_graph(layers, heads, folder / GRAPH)
    write_labels(LABELS, folder)


def some_direction(chance: np.random.Generator, width: int) -> Direction:
    """One direction of a layer with so many inputs."""
    gates = 4 * HIDDEN
    return Direction(*(chance.normal(size=size) for size in ((gates, width), (gates, HIDDEN), (gates,))))


def write_name_head(folder: Path) -> None:
    """Write a head of names for it, with a window of one word to each side."""
    chance = np.random.default_rng(6)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float16)

    width, shape, hidden, second, tags = 5, 2, 7, 4, len(LABELS.names)
    arrays = {
        "table": chance.integers(-127, 127, (64, width), np.int8),
        "scales": np.full(64, 0.01, np.float16),
        "norm.weight": np.ones(width, np.float16),
        "norm.bias": np.zeros(width, np.float16),
        "keys": np.array([7, 9], np.uint32),
        "bits": np.array([1, 2], np.uint16),
        "shapes": some(SHAPES, shape),
        "near.weight": some(3 * (width + LISTS + shape), hidden),
        "near.bias": some(hidden),
        "states.weight": some(2 * HIDDEN, hidden),
        "second.weight": some(hidden, second),
        "second.bias": some(second),
        "out.weight": some(second, tags),
        "out.bias": some(tags),
    }
    np.savez_compressed(folder / NAMES, **arrays)
