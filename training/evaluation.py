"""Figures of a model in training, on gold words in gold sentences. What we quote, `lagebild bench` measures."""

import random
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np
import torch
from heads import Heads

from lagebild.bench.measures import CORE
from lagebild.engines.network.network import Labels
from lagebild.engines.network.trees import best_tree
from samples import Sample, Targets, make_batches

BATCH = 3000  # words
MAIN_NAMES = ("PER", "LOC", "ORG", "OTH")


class Model(Protocol):
    """A teacher or a student."""

    heads: Heads
    labels: Labels

    def eval(self) -> object: ...
    def prepare(self, samples: Sequence[Sample]) -> dict[str, torch.Tensor]: ...
    def vectors(self, prepared: dict[str, torch.Tensor]) -> torch.Tensor: ...


@torch.no_grad()
def evaluate_trees(model: Model, samples: Sequence[Sample]) -> dict[str, float]:
    """Per cent of words with the right UPOS, features, lemma rule, head and label; F1 of core arguments and starts."""
    model.eval()
    targets = Targets(model.labels)
    n: Counter[str] = Counter()
    for batch in make_batches(samples, BATCH, random.Random(1)):
        prepared = model.prepare(batch)
        x = model.vectors(prepared)
        wanted, arcs, relations = targets(batch)
        found = torch.stack([scores.argmax(-1) for scores in model.heads.label(x)])
        scores, dep, head = model.heads.score_arcs(x, prepared["sentence"])
        for b, sample in enumerate(batch):
            k = len(sample.words)
            heads = decode(scores[b].numpy(), sample.starts)
            labels = model.heads.relate(dep[b, :k], head[b, torch.from_numpy(heads)]).argmax(-1).numpy()
            right = (found[:, b, :k] == wanted[:, b, :k]).numpy()
            n["words"] += k
            n["upos"] += right[0].sum()
            n["feats"] += right[1:-3].all(0).sum()
            n["lemma"] += right[-3].sum()
            n["starts right"] += 2 * (found[-2, b, :k].numpy() & wanted[-2, b, :k].numpy()).sum()
            n["starts"] += found[-2, b, :k].sum().item() + sum(sample.starts)
            counted = np.array([word.deprel != "punct" for word in sample.words])
            head_right = heads == arcs[b, :k].numpy()
            arc_right = head_right & (labels == relations[b, :k].numpy())
            core = np.array([word.deprel in CORE for word in sample.words])
            n["arcs"] += counted.sum()
            n["uas"] += (head_right & counted).sum()
            n["las"] += (arc_right & counted).sum()
            n["core right"] += 2 * (arc_right & core).sum()
            n["core"] += core.sum() + sum(model.labels.deprels[label] in CORE for label in labels)
    of = {"upos": "words", "feats": "words", "lemma": "words", "uas": "arcs", "las": "arcs"}
    figures = {name: n[name] / n[total] for name, total in of.items()}
    figures |= {name: n[f"{name} right"] / n[name] for name in ("core", "starts")}
    return {name: round(100 * float(figure), 2) for name, figure in figures.items()}


def decode(scores: np.ndarray, starts: Sequence[bool]) -> np.ndarray:
    """Heads, 0 the root, of all sentences of a paragraph from its arc scores."""
    heads = np.zeros(len(starts), np.intp)
    bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
    for a, z in pairwise(bounds):
        tree = best_tree(np.concatenate([scores[a:z, :1], scores[a:z, a + 1 : z + 1]], 1))
        heads[a:z] = np.where(tree == 0, 0, tree + a)
    return heads


@torch.no_grad()
def evaluate_names(model: Model, samples: Sequence[Sample]) -> dict[str, float]:
    """F1 in per cent of outer names, by type and of the four main types together: first and last word must be right."""
    model.eval()
    n: Counter[tuple[str, str]] = Counter()
    for batch in make_batches(samples, BATCH, random.Random(1)):
        scores = model.heads.label(model.vectors(model.prepare(batch)))[-1]
        for b, sample in enumerate(batch):
            tags = [model.labels.names[i] for i in scores[b, : len(sample.words)].argmax(-1)]
            found, wanted = spans_of(tags), spans_of(sample.names or ())
            n.update(("both", kind) for *_, kind in found & wanted)
            n.update(("either", kind) for names in (found, wanted) for *_, kind in names)
    groups = {"main": MAIN_NAMES, **{kind: (kind,) for kind in MAIN_NAMES}}
    return {
        name: round(200 * sum(n["both", k] for k in kinds) / max(1, sum(n["either", k] for k in kinds)), 2)
        for name, kinds in groups.items()
    }


def spans_of(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """First word, last + 1, type; an I without its B begins a name."""
    spans, start, kind = set(), None, ""
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag != f"I-{kind}":
            spans.add((start, i, kind))
            start = None
        if tag != "O" and start is None:
            start, kind = i, tag[2:]
    return spans
