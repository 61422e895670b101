"""A bidirectional LSTM over many texts at once, as one product of matrices a step for both directions."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Array = NDArray[np.float32]
Index = NDArray[np.intp]


class Lstm(Struct, frozen=True):
    """Weights of one layer with hidden size h; gates in the order input, forget, output, cell.

    The first three gates are halved, so that one tanh serves all: sigmoid(x) = (tanh(x / 2) + 1) / 2.
    """

    into: Array  # [input, 2 * 4h]: forward gates, backward gates
    bias: Array  # [2 * 4h]
    over: Array  # [2, h, 4h]


class Layout(Struct, frozen=True):
    """Where the words of texts of falling length stand, step by step: row of each text's t-th and t-th last word."""

    forward: tuple[Index, ...]
    backward: tuple[Index, ...]


def lay_out(lengths: list[int]) -> Layout:
    """Layout of texts that follow one another in one array; `lengths` must not rise, and be at least 1."""
    begins = np.cumsum([0, *lengths[:-1]])
    last = begins + np.array(lengths) - 1
    forward, backward = [], []
    active = len(lengths)
    for step in range(lengths[0]):
        while lengths[active - 1] <= step:
            active -= 1
        forward.append(begins[:active] + step)
        backward.append(last[:active] - step)
    return Layout(tuple(forward), tuple(backward))


def run_lstm(layer: Lstm, inputs: Array, layout: Layout) -> Array:
    """[words, input] → [words, 2h], forward states beside backward ones."""
    hidden = layer.over.shape[1]
    gates = inputs @ layer.into
    gates += layer.bias
    gates = gates.reshape(len(inputs), 2, 4 * hidden)
    out = np.empty((len(inputs), 2, hidden), np.float32)
    texts = len(layout.forward[0])
    state = np.zeros((2, texts, hidden), np.float32)
    cell = np.zeros((2, texts, hidden), np.float32)
    for forward, backward in zip(layout.forward, layout.backward, strict=True):
        n = len(forward)
        if n < texts:
            texts, state, cell = n, state[:, :n], cell[:, :n]
        step = np.matmul(state, layer.over)
        step[0] += gates[forward, 0]
        step[1] += gates[backward, 1]
        np.tanh(step, out=step)
        opened = step[:, :, : 3 * hidden]
        opened += 1.0
        opened *= 0.5
        cell = step[:, :, hidden : 2 * hidden] * cell + step[:, :, :hidden] * step[:, :, 3 * hidden :]
        state = step[:, :, 2 * hidden : 3 * hidden] * np.tanh(cell)
        out[forward, 0] = state[0]
        out[backward, 1] = state[1]
    return out.reshape(len(inputs), 2 * hidden)
