"""From a trained student to the pipeline in the package: half-precision matrices, an 8-bit table, a tokenizer."""

import shutil
from pathlib import Path

import msgspec
import numpy as np
import spacy
import torch
from tokenizer_rules import tune_tokenizer

from lagebild.engines.network.network import LINEAR, WEIGHTS, Labels, write_labels
from lagebild.engines.network.pipe import FACTORY


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
    write_labels(msgspec.convert(stored["labels"], Labels), folder)


def _arrays(state: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    table = state["table.weight"]
    scales = np.abs(table).max(1) / 127 + 1e-8
    rel = state["heads.rel"]
    arrays = {
        "shapes": state["shapes.weight"],
        "norm.weight": state["norm.weight"],
        "norm.bias": state["norm.bias"],
        "arc": state["heads.arc"],
        "root": state["heads.root"],
        "rel": rel.transpose(1, 0, 2).reshape(rel.shape[1], -1),
    }
    for name in LINEAR:
        arrays |= {f"{name}.weight": state[f"heads.{name}.weight"].T, f"{name}.bias": state[f"heads.{name}.bias"]}
    for i in range(sum(name.endswith("weight_hh_l0") for name in state)):
        sides = [{part: state[f"lstms.{i}.{part}_l0{side}"] for part in _PARTS} for side in ("", "_reverse")]
        arrays[f"lstm{i}.into"] = np.concatenate([_gates(s["weight_ih"]).T for s in sides], 1)
        arrays[f"lstm{i}.bias"] = np.concatenate([_gates(s["bias_ih"] + s["bias_hh"]) for s in sides])
        arrays[f"lstm{i}.over"] = np.stack([_gates(s["weight_hh"]).T for s in sides])
    half = {name: array.astype(np.float16) for name, array in arrays.items()}
    return {"table": np.round(table / scales[:, None]).astype(np.int8), "scales": scales.astype(np.float16), **half}


_PARTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


def _gates(x: np.ndarray) -> np.ndarray:
    """torch's order input, forget, cell, output → input, forget, output, cell; the first three halved (see lstm.py)."""
    into, forget, cell, out = np.split(x, 4)
    return np.concatenate([into / 2, forget / 2, out / 2, cell])
