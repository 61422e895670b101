"""Text read by the teacher, for the small networks to learn from."""

import pickle
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from evaluation import decode
from teacher import Teacher

from lagebild.bench.treebank import Word
from lagebild.engines.network.lemma_rules import apply_rule
from samples import Sample, make_batches

LEAST_SURE = 0.8  # mean probability of a group's heads; below, the teacher does not know either
LEAST_SURE_NAME = 0.6  # of every word's tag; below, nothing is said of the names of the group
BATCH = 2500  # words
PART = 2000  # groups between two reports


def write_silver(teacher: Teacher, samples: Sequence[Sample], target: Path) -> None:
    """Label samples, keep those of which the teacher is sure."""
    order = list(samples)
    random.Random(5).shuffle(order)
    kept: list[Sample] = []
    begun = time.time()
    for i in range(0, len(order), PART):
        for batch in make_batches(order[i : i + PART], BATCH, random.Random(i)):
            kept += [sample for sample, sure in read(teacher, batch) if sure >= LEAST_SURE]
        print(
            f"{min(i + PART, len(order))} of {len(order)} groups, {len(kept)} kept, {time.time() - begun:.0f} s",
            flush=True,
        )
    with target.open("wb") as out:
        pickle.dump(kept, out)


def read_silver(file: Path) -> list[Sample]:
    """What `write_silver` wrote; read only files of your own, for a pickle can run code."""
    with file.open("rb") as stored:
        return pickle.load(stored)


@torch.no_grad()
def read(teacher: Teacher, samples: list[Sample]) -> list[tuple[Sample, float]]:
    """Samples with the teacher's labels and how sure it is of their heads; names that are known are kept."""
    prepared = teacher.prepare(samples)
    x = teacher.vectors(prepared)
    scores = teacher.heads.label(x)
    labels = [kind.argmax(-1).numpy() for kind in scores]
    name_sure = scores[-1].softmax(-1).amax(-1).numpy()
    starts = labels[-2].astype(bool)
    starts[:, 0] = True
    sentence = torch.from_numpy(np.cumsum(starts, 1))
    for i, sample in enumerate(samples):
        sentence[i, len(sample.words) :] = -1
    arcs, dep, head = teacher.heads.score_arcs(x, sentence)
    sure = arcs.softmax(-1).numpy()
    results = []
    for b, sample in enumerate(samples):
        n = len(sample.words)
        heads = decode(arcs[b].numpy(), starts[b, :n].tolist())
        relations = teacher.heads.relate(dep[b, :n], head[b, torch.from_numpy(heads)]).argmax(-1).tolist()
        words = _labelled(teacher, sample, [kind[b] for kind in labels], heads, relations)
        names = sample.names
        if names is None and float(name_sure[b, :n].min()) > LEAST_SURE_NAME:
            names = tuple(teacher.labels.names[k] for k in labels[-1][b, :n])
        read_as = Sample(words, tuple(starts[b, :n].tolist()), True, names)
        results.append((read_as, float(sure[b, np.arange(n), heads].mean())))
    return results


def _labelled(
    teacher: Teacher, sample: Sample, labels: list[np.ndarray], heads: np.ndarray, relations: list[int]
) -> tuple[Word, ...]:
    known = teacher.labels
    return tuple(
        replace(
            word,
            upos=known.upos[labels[0][j]],
            feats={
                name: values[labels[1 + k][j]]
                for k, (name, values) in enumerate(known.features.items())
                if labels[1 + k][j]
            },
            lemma=apply_rule(known.lemmas[labels[-3][j]], word.form),
            head=j if heads[j] == 0 else int(heads[j]) - 1,
            deprel="root" if heads[j] == 0 else known.deprels[relations[j]],
        )
        for j, word in enumerate(sample.words)
    )
