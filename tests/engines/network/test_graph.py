"""The graph in 8 bits: the textbook's LSTM, the same whatever is read beside."""

from pathlib import Path

import numpy as np
import pytest

from lagebild.engines.network.graph import Graph
from lagebild.engines.network.network import GRAPH
from tests.engines.network.weights import HIDDEN, LABELS, WIDTH, some_direction, write_network
from training.graph import Direction, Heads, Linear, write_graph

INPUT = WIDTH + 3


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    write_network(tmp_path)
    return Graph(tmp_path / GRAPH)


def textbook(layer: tuple[Direction, Direction], inputs: np.ndarray) -> np.ndarray:
    """[words, input] of one text → [words, 2h], in double precision."""
    out = np.empty((len(inputs), 2 * HIDDEN))
    for side, direction in enumerate(layer):
        state, cell = np.zeros(HIDDEN), np.zeros(HIDDEN)
        for t in range(len(inputs)) if side == 0 else range(len(inputs) - 1, -1, -1):
            gates = direction.into @ inputs[t] + direction.over @ state + direction.bias
            into, forget, new, opened = np.split(gates, 4)
            cell = cell / (1 + np.exp(-forget)) + np.tanh(new) / (1 + np.exp(-into))
            state = np.tanh(cell) / (1 + np.exp(-opened))
            out[t, side * HIDDEN : (side + 1) * HIDDEN] = state
    return out


def test_layers_are_the_textbook_ones_but_for_roundings(tmp_path: Path) -> None:
    chance = np.random.default_rng(2)
    layers = [(some_direction(chance, width), some_direction(chance, width)) for width in (INPUT, 2 * HIDDEN)]
    linear = Linear(chance.normal(size=(2 * HIDDEN, 3)), chance.normal(size=3))
    heads = Heads(linear, [linear] * 4, chance.normal(size=(4, 3)), chance.normal(size=(4, 4)), 0.1)
    write_graph(layers, heads, tmp_path / GRAPH)
    inputs = chance.normal(size=(9, INPUT)).astype(np.float32)
    found = Graph(tmp_path / GRAPH).run(inputs, [5, 4])
    for a, z in ((0, 5), (5, 9)):
        expected = textbook(layers[1], textbook(layers[0], inputs[a:z]))
        assert found.states[a:z] == pytest.approx(expected, abs=0.15)
        assert np.abs(found.states[a:z] - expected).mean() < 0.03
    labels = found.states @ linear.weight + linear.bias
    assert found.labels == pytest.approx(labels, abs=0.1)
    rectified = np.maximum(labels, 0.1 * labels)
    assert found.arc_head == pytest.approx(rectified, abs=0.1)
    assert found.arc_dep == pytest.approx(rectified @ heads.arc[:-1] + heads.arc[-1], abs=0.4)
    assert found.rel_dep == pytest.approx(np.clip(rectified, -0.75, 3.75) @ heads.rel[:-1] + heads.rel[-1], abs=0.4)


def test_nothing_hangs_on_what_is_read_beside(graph: Graph) -> None:
    chance = np.random.default_rng(3)
    lengths = [30, 22, 21, 12]
    inputs = chance.normal(size=(sum(lengths), INPUT)).astype(np.float32)
    inputs[0] = 3.9  # a text with larger numbers than all others
    together = graph.run(inputs, lengths)
    ends = np.cumsum(lengths)
    for begin, end in zip(ends - lengths, ends, strict=True):
        alone = graph.run(inputs[begin:end], [int(end - begin)])
        for name in together.__struct_fields__:
            assert np.array_equal(getattr(alone, name), getattr(together, name)[begin:end]), name


def test_numbers_beyond_the_bounds_are_cut(graph: Graph) -> None:
    inputs = np.full((3, INPUT), 4, np.float32)
    beyond = inputs * 1000
    assert np.array_equal(graph.run(inputs, [3]).states, graph.run(beyond, [3]).states)
    assert len(graph.run(inputs, [2, 1]).labels.T) > len(LABELS.upos)


def test_a_graph_with_other_ends_is_refused(tmp_path: Path) -> None:
    from onnx import TensorProto, helper

    value = helper.make_tensor_value_info("words", TensorProto.FLOAT, ["n"])
    same = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n"])
    made = helper.make_graph([helper.make_node("Identity", ["words"], ["states"])], "g", [value], [same])
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    (tmp_path / GRAPH).write_bytes(model.SerializeToString())
    with pytest.raises(ValueError, match="takes words and gives states"):
        Graph(tmp_path / GRAPH)
