"""The matrices of the network as an ONNX graph in 8 bits, which `lagebild/engines/network/graph.py` runs.

ONNX Runtime measures for every product between which bounds its inputs lie, and spreads 256 numbers over them: what a
word is read as would hang on the words beside it. So the bounds are made the same for all. Inputs are clipped and have
two constant columns at the bounds; each direction of an LSTM has two more units that no state can exceed, with open
gates and a cell that grows by one a step, up or down. Labels and arcs are made of states that lie between -1 and 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper

Array = np.ndarray

BOUND = 4.0  # of an input: four standard deviations; one number in 10,000 of the words of news is cut
MORE = 2  # columns and units that hold the bounds
OPEN = 20.0  # what goes into a gate or cell whose sigmoid or tanh shall be 1 in single precision
LARGEST = 63  # of a weight: 7 bits, since processors without VNNI add two products of 8 bits in 16 and cut the sum
STATES, NARROW = (-1.0, 1.0), (-0.75, 3.75)  # bounds of states; of what scores relations: -0.68 and 3.44 in news
VERSIONS = (helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1))  # read since 2022


@dataclass(frozen=True)
class Direction:
    """One direction of an LSTM layer with hidden size h; gates in torch's order input, forget, cell, output."""

    into: Array  # [4h, input]
    over: Array  # [4h, h]
    bias: Array  # [4h]


@dataclass(frozen=True)
class Linear:
    """A layer [input, output] with its bias [output]."""

    weight: Array
    bias: Array


Layers = Sequence[tuple[Direction, Direction]]


class Nodes:
    """Nodes and constants of a graph as they are added; each method gives the name of what comes out."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def constant(self, value: Array) -> str:
        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, to: Sequence[str] = (), **settings: object) -> str:
        names = list(to) or [f"node{len(self.nodes)}"]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **settings))
        return names[0]

    def own_node(self, kind: str, *inputs: str, **settings: object) -> str:
        """A node of ONNX Runtime's own."""
        return self.node(kind, *inputs, domain="com.microsoft", **settings)


@dataclass(frozen=True)
class Heads:
    """What is made of states."""

    words: Linear  # scores of labels
    narrow: Sequence[Linear]  # words as dependents and as heads of arcs, then of relations; rectified
    arc: Array  # [arc + 1, arc], the last row for the bias
    rel: Array  # [relation + 1, relations * (relation + 1)]
    slope: float  # of the rectifier below zero


def write_graph(layers: Layers, heads: Heads, file: Path) -> None:
    """Write LSTM layers and what is made of their states.

    The graph takes `words` [words, input], `places` [steps, texts] (the word that each step of each text reads),
    `lengths` [texts] and `rows` [words] (where each word is among steps × texts); it gives `states` [words, 2h],
    `labels`, `arc_dep` (times the arc matrix), `arc_head`, `rel_dep` (times the matrices of relations) and `rel_head`.
    """
    nodes = Nodes()
    width = layers[0][0].into.shape[1]
    x = nodes.node("Gather", _bounded(nodes, "words"), "places")
    kept, width = np.arange(width), width + MORE
    for both in layers:
        hidden = both[0].over.shape[1]
        x = _lstm(nodes, x, both, kept, width)
        kept = np.concatenate([np.arange(hidden), np.arange(hidden) + hidden + MORE])
        width = 2 * (hidden + MORE)
    flat = nodes.node("Reshape", x, nodes.constant(np.array([-1, width])))
    read = nodes.node("Gather", flat, "rows")
    nodes.node("Gather", read, nodes.constant(kept), to=["states"], axis=1)
    _heads(nodes, heads)
    shapes = {"words": ["words", len(layers[0][0].into.T)], "places": ["steps", "texts"]}
    shapes |= {"lengths": ["texts"], "rows": ["words"]}
    types = {"words": TensorProto.FLOAT, "lengths": TensorProto.INT32}
    given = [helper.make_tensor_value_info(n, types.get(n, TensorProto.INT64), shape) for n, shape in shapes.items()]
    arc, rel = heads.arc.shape[1], heads.rel.shape
    sizes = {"states": len(kept), "labels": len(heads.words.bias), "arc_dep": arc, "arc_head": arc}
    sizes |= {"rel_dep": rel[1], "rel_head": rel[0] - 1}
    made = [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["words", size]) for n, size in sizes.items()]
    graph = helper.make_graph(nodes.nodes, "network", given, made, nodes.constants)
    file.write_bytes(helper.make_model(graph, opset_imports=VERSIONS, ir_version=8).SerializeToString())


def _bounded(nodes: Nodes, x: str) -> str:
    """Numbers cut at the bounds, with two columns that hold them."""
    low, high = nodes.constant(np.float32(-BOUND)), nodes.constant(np.float32(BOUND))
    x = nodes.node("Clip", x, low, high)
    one_more = nodes.constant(np.array([0, 0, 0, 1]))
    return nodes.node("Pad", nodes.node("Pad", x, one_more, high), one_more, low)


def _lstm(nodes: Nodes, x: str, both: tuple[Direction, Direction], kept: Array, width: int) -> str:
    """A bidirectional layer over [steps, texts, width], whose real inputs are in the columns `kept`."""
    hidden = both[0].over.shape[1]
    parts: list[list[Array]] = [[], [], []]
    for direction in both:
        parts[0].append(_wide(_ordered(direction.into), kept, width))
        parts[1].append(_wide(_ordered(direction.over), np.arange(hidden), hidden + MORE))
        bias = np.full((4, hidden + MORE), OPEN, np.float32)
        bias[:, :hidden] = _ordered(direction.bias)
        bias[3, -1] = -OPEN
        parts[2].append(np.concatenate([bias.ravel(), np.zeros(bias.size, np.float32)]))
    into, over, bias = (np.stack(part) for part in parts)
    (into, into_scale), (over, over_scale) = _quantised(into), _quantised(over)
    none = nodes.constant(np.zeros(into_scale.shape, np.int8))
    given = [nodes.constant(value) for value in (into, over, bias)]
    scales = [nodes.constant(value) for value in (into_scale, over_scale)]
    settings = {"hidden_size": hidden + MORE, "direction": "bidirectional"}
    state = nodes.own_node(
        "DynamicQuantizeLSTM", x, *given, "lengths", "", "", "", scales[0], none, scales[1], none, **settings
    )
    beside = nodes.node("Transpose", state, perm=[0, 2, 1, 3])
    return nodes.node("Reshape", beside, nodes.constant(np.array([0, 0, -1])))


def _heads(nodes: Nodes, heads: Heads) -> None:
    layers = (heads.words, *heads.narrow)
    weight, bias = np.concatenate([x.weight for x in layers], 1), np.concatenate([x.bias for x in layers])
    product = _product(nodes, "states", STATES, weight, bias)
    sizes = [len(layer.bias) for layer in layers]
    cut = nodes.constant(np.array([sizes[0], sum(sizes[1:])]))
    nodes.node("Split", product, cut, to=["labels", "narrow"], axis=1)
    rectified = nodes.node("LeakyRelu", "narrow", alpha=heads.slope)
    cut = nodes.constant(np.array(sizes[1:]))
    nodes.node("Split", rectified, cut, to=["dep", "arc_head", "dep_of_rel", "rel_head"], axis=1)
    matrix, last = (nodes.constant(part.astype(np.float32)) for part in (heads.arc[:-1], heads.arc[-1]))
    nodes.node("Gemm", "dep", matrix, last, to=["arc_dep"])
    _product(nodes, "dep_of_rel", NARROW, heads.rel[:-1], heads.rel[-1], to=["rel_dep"])


def _product(
    nodes: Nodes, x: str, bounds: tuple[float, float], weight: Array, bias: Array, to: Sequence[str] = ()
) -> str:
    """x @ weight + bias, where x is held to lie within the bounds."""
    weights, scales = _quantised(weight[None])
    step = (bounds[1] - bounds[0]) / 254
    scale, zero = nodes.constant(np.float32(step)), nodes.constant(np.uint8(round(-bounds[0] / step) + 1))
    none = nodes.constant(np.zeros(scales[0].shape, np.int8))
    whole = nodes.node("QuantizeLinear", x, scale, zero)
    given = (nodes.constant(weights[0]), scale, nodes.constant(scales[0]), zero, none)
    return nodes.own_node("MatMulIntegerToFloat", whole, *given, nodes.constant(bias.astype(np.float32)), to=to)


def _ordered(gates: Array) -> Array:
    """[4h, …] in torch's order → [4, h, …] in ONNX's: input, output, forget, cell."""
    into, forget, cell, out = np.split(gates.astype(np.float32), 4)
    return np.stack([into, out, forget, cell])


def _wide(gates: Array, kept: Array, width: int) -> Array:
    """[4, h, kept] → [width, 4 * (h + MORE)], with zeros for columns and units that are more."""
    hidden = gates.shape[1]
    wide = np.zeros((width, 4, hidden + MORE), np.float32)
    wide[kept, :, :hidden] = gates.transpose(2, 0, 1)
    return wide.reshape(width, -1)


def _quantised(matrices: Array) -> tuple[Array, Array]:
    """[n, input, output] → whole numbers, and the scale of each output."""
    scale = np.abs(matrices).max(1) / LARGEST
    scale[scale == 0] = 1
    return np.round(matrices / scale[:, None]).astype(np.int8), scale.astype(np.float32)
