"""A start for the table of pieces of words: from a form alone, foresee the teacher's vector (Pinter et al. 2017).

So the small network knows something of words that stand in no text it learns from.
"""

import lzma
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from schedule import rate_at
from teacher import Teacher
from torch import nn

from lagebild.bench.treebank import Word
from lagebild.engines.network.features import rows_of
from samples import Sample

BATCH = 4096  # forms
RATE = 3e-3
LOST = 0.1  # share of pieces that are left out at random
EDGES = ".,;:!?\"'()„“–-"


def choose_forms(gold: Iterable[str], text: Path | None, dictionary: Path | None, most: int) -> list[str]:
    """The commonest forms of raw text and all of the treebanks, filled up from a list of words."""
    counts: Counter[str] = Counter()
    if text:
        with lzma.open(text, "rt", encoding="utf-8") as lines:
            for i, line in enumerate(lines):
                if i % 6 == 0:
                    counts.update(word.strip(EDGES) for word in line.split())
    counts.update(dict.fromkeys(gold, 1000))
    forms = [form for form, _ in counts.most_common(most * 3 // 4) if 0 < len(form) <= 30]
    if dictionary:
        others = dictionary.read_text(encoding="utf-8", errors="replace").split("\n")
        random.Random(3).shuffle(others)
        forms += [form.strip() for form in others[: most - len(forms)] if form.strip()]
    return list(dict.fromkeys(forms))


def write_start(teacher: Teacher, forms: Sequence[str], rows: int, width: int, steps: int, target: Path) -> None:
    """Learn the table and its norm from the teacher's vectors of single words."""
    torch.manual_seed(7)
    wanted = _teach(teacher, forms)
    pieces = [rows_of(form, rows) for form in forms]
    table = nn.EmbeddingBag(rows, width, mode="sum")
    nn.init.normal_(table.weight, std=0.05)
    norm, out = nn.LayerNorm(width), nn.Linear(width, wanted.shape[1])
    optimiser = torch.optim.Adam([*table.parameters(), *norm.parameters(), *out.parameters()], lr=RATE)
    chance = np.random.default_rng(1)
    for step in range(steps):
        optimiser.param_groups[0]["lr"] = rate_at(step, steps, RATE, 1)
        batch = chance.integers(0, len(pieces), BATCH)
        counts = torch.tensor([len(pieces[k]) for k in batch])
        flat = torch.tensor([row for k in batch for row in pieces[k]])
        kept = (torch.rand(len(flat)) >= LOST).float() / (1 - LOST)
        x = norm(table(flat, torch.cumsum(counts, 0) - counts, kept) * counts.float().rsqrt()[:, None])
        loss = ((out(x) - wanted[batch]) ** 2).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if (step + 1) % 200 == 0:
            print(step + 1, round(float(loss.detach()), 4), flush=True)
    start = {"table.weight": table.weight.data, "norm.weight": norm.weight.data, "norm.bias": norm.bias.data}
    torch.save(start, target)


@torch.no_grad()
def _teach(teacher: Teacher, forms: Sequence[str]) -> torch.Tensor:
    """[forms, width] vectors of words alone, with mean 0 and deviation 1."""
    order = sorted(range(len(forms)), key=lambda i: len(forms[i]))
    vectors = [torch.empty(0)] * len(forms)
    for i in range(0, len(order), 512):
        group = order[i : i + 512]
        samples = [Sample((Word(forms[k], "", "X", {}, 0, "dep", False),), (True,)) for k in group]
        found = teacher.vectors(teacher.prepare(samples))[:, 0]
        for k, vector in zip(group, found, strict=True):
            vectors[k] = vector
    stacked = torch.stack(vectors)
    return (stacked - stacked.mean(0)) / stacked.std()
