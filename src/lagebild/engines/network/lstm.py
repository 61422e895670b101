"""A bidirectional LSTM over many texts at once, as one product of matrices a step for both directions."""

from itertools import pairwise

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


class Gates(Struct, frozen=True):
    """The weights of a layer as they are read fastest: a matrix of its own for each gate.

    BLAS copies a large matrix anew for every product; small ones, which these are for a dozen texts, it reads in place.
    """

    into: Array  # [input, 2 * 4h]
    bias: Array  # [2 * 4h]
    over: Array  # [4, 2, h, h]


class Layout(Struct, frozen=True):
    """Rows of the words of many texts in the order in which the steps read them: all first words, all second …"""

    forward: Index  # row of each place in that order
    backward: Index  # the same from the texts' last words
    bounds: tuple[int, ...]  # where each step begins; the last is the number of words


def lay_out(lengths: list[int]) -> Layout:
    """Layout of texts that follow one another in one array; `lengths` must not rise, and be at least 1."""
    begins = np.cumsum([0, *lengths[:-1]])
    last = begins + np.array(lengths) - 1
    forward, backward, bounds = [], [], [0]
    active = len(lengths)
    for step in range(lengths[0]):
        while lengths[active - 1] <= step:
            active -= 1
        forward.append(begins[:active] + step)
        backward.append(last[:active] - step)
        bounds.append(bounds[-1] + active)
    return Layout(np.concatenate(forward), np.concatenate(backward), tuple(bounds))


def by_gates(layer: Lstm) -> Gates:
    """The same weights, laid out for `run_lstm`."""
    hidden = layer.over.shape[1]
    over = np.ascontiguousarray(layer.over.reshape(2, hidden, 4, hidden).transpose(2, 0, 1, 3))
    return Gates(layer.into, layer.bias, over)


def run_lstm(layer: Gates, inputs: Array, layout: Layout) -> Array:
    """[words, input] → [words, 2h], forward states beside backward ones."""
    hidden = layer.over.shape[2]
    gates = inputs @ layer.into
    gates += layer.bias
    gates = gates.reshape(len(inputs), 2, 4, hidden)
    ordered = np.empty((4, 2, len(inputs), hidden), np.float32)
    ordered[:, 0] = gates[layout.forward, 0].swapaxes(0, 1)
    ordered[:, 1] = gates[layout.backward, 1].swapaxes(0, 1)
    states = np.empty((2, len(inputs), hidden), np.float32)
    state = np.zeros((2, layout.bounds[1], hidden), np.float32)
    cell = np.zeros_like(state)
    for begin, end in pairwise(layout.bounds):
        if end - begin < state.shape[1]:
            state, cell = state[:, : end - begin], cell[:, : end - begin]
        step = np.matmul(state, layer.over)
        step += ordered[:, :, begin:end]
        np.tanh(step, out=step)
        opened = step[:3]
        opened += 1.0
        opened *= 0.5
        cell = step[1] * cell
        cell += step[0] * step[3]
        state = np.tanh(cell)
        state *= step[2]
        states[:, begin:end] = state
    out = np.empty((len(inputs), 2, hidden), np.float32)
    out[layout.forward, 0] = states[0]
    out[layout.backward, 1] = states[1]
    return out.reshape(len(inputs), 2 * hidden)
