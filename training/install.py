"""From a trained student to the pipeline in the package: matrices and a table in 8 bits, a tokenizer."""

import shutil
from pathlib import Path

import msgspec
import numpy as np
import spacy
import torch
from graph import Direction, Heads, Linear, write_graph
from tokenizer_rules import tune_tokenizer

from lagebild.engines.network.network import GRAPH, SLOPE, WEIGHTS, Labels, write_labels
from lagebild.engines.network.pipe import FACTORY

NARROW = ("arc_dep", "arc_head", "rel_dep", "rel_head")


def install(network: Path, language: str, version: str, sources: str, target: Path) -> None:
    """Write the spaCy pipeline of a language from its network's folder; a folder that is there is replaced."""
    nlp = spacy.blank(language)
    tune_tokenizer(nlp)
    nlp.add_pipe(FACTORY).from_disk(network)
    nlp.meta.update(
        name="lagebild_ud",
        version=version,
        license="CC BY-SA 4.0",
        description=f"Universal Dependencies pipeline of Lagebild. Trained on: {sources}.",
    )
    if target.exists():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(target)


def write_network(student: Path, folder: Path) -> None:
    """Write a checkpoint as `Network` reads it."""
    stored = torch.load(student, weights_only=True)
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: value.numpy().astype(np.float32) for name, value in stored["state"].items()}
    np.savez_compressed(folder / WEIGHTS, **_arrays(state))
    narrow = [_linear(state, name) for name in NARROW]
    rel = state["heads.rel"].transpose(1, 0, 2)
    heads = Heads(_linear(state, "words"), narrow, state["heads.arc"], rel.reshape(len(rel), -1), SLOPE)
    layers = range(sum(name.endswith("weight_hh_l0") for name in state))
    write_graph([(_direction(state, i, ""), _direction(state, i, "_reverse")) for i in layers], heads, folder / GRAPH)
    write_labels(msgspec.convert(stored["labels"], Labels), folder)


def _arrays(state: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What is no product of large matrices, and the root as a head."""
    table = state["table.weight"]
    scales = np.abs(table).max(1) / 127 + 1e-8
    arrays = {
        "scales": scales,
        "shapes": state["shapes.weight"],
        "norm.weight": state["norm.weight"],
        "norm.bias": state["norm.bias"],
    }
    for name, layer in (("root_head", "arc_head"), ("root_rel", "rel_head")):
        linear = _linear(state, layer)
        scores = state["heads.root"] @ linear.weight + linear.bias
        arrays[name] = np.maximum(scores, SLOPE * scores)
    half = {name: array.astype(np.float16) for name, array in arrays.items()}
    return {"table": np.round(table / scales[:, None]).astype(np.int8), **half}


def _linear(state: dict[str, np.ndarray], name: str) -> Linear:
    return Linear(state[f"heads.{name}.weight"].T, state[f"heads.{name}.bias"])


def _direction(state: dict[str, np.ndarray], layer: int, side: str) -> Direction:
    into, over, *biases = (state[f"lstms.{layer}.{part}_l0{side}"] for part in _PARTS)
    return Direction(into, over, sum(biases))


_PARTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
