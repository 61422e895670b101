"""The small network that is shipped, as torch trains it; lagebild/engines/network runs it in 8 bits."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import torch
from evaluation import evaluate_names, evaluate_trees
from heads import Heads, loss_of
from renaming import OtherNames, rename
from schedule import rate_at
from torch import nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from lagebild.engines.network.features import SHAPES, rows_of, shape_of
from lagebild.engines.network.network import Labels
from samples import Sample, Targets, Tree, labels_of, make_batches, make_paragraphs

ROWS, WIDTH, SHAPE_WIDTH = 1 << 16, 128, 16  # of the table of pieces of words
HIDDEN, DEPTH = 192, 2  # of each direction of the LSTM; 256 would cost two thirds more time
ARC, RELATION = 192, 64
LOST_PIECES, LOST_WORDS, DROPOUT_BELOW, DROPOUT = 0.1, 0.1, 0.15, 0.3
BATCH = 1000  # words with padding
WARM_UP = 100  # steps
SILVER_A_PASS = 6000  # paragraphs
AVERAGED = 0.998  # what stays of the running mean of the weights at each step
AVERAGE_EVERY = 8  # steps
REPORT_EVERY = 240  # seconds


class Student(nn.Module):
    """Words in, vectors out; see `Heads` for what is made of them."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.labels = labels
        self.table = nn.EmbeddingBag(ROWS, WIDTH, mode="sum")
        nn.init.normal_(self.table.weight, std=0.05)
        self.shapes = nn.Embedding(SHAPES, SHAPE_WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        widths = [WIDTH + SHAPE_WIDTH, *[2 * HIDDEN] * (DEPTH - 1)]
        self.lstms = nn.ModuleList(nn.LSTM(w, HIDDEN, bidirectional=True, batch_first=True) for w in widths)
        self.heads = Heads(2 * HIDDEN, labels, ARC, RELATION, DROPOUT)
        self._pieces: dict[str, list[int]] = {}

    def prepare(self, samples: Sequence[Sample]) -> dict[str, torch.Tensor]:
        """Rows of the different forms of a batch, and which form and shape each word has."""
        shape = (len(samples), max(len(s.words) for s in samples))
        number: dict[str, int] = {}
        forms, shapes, sentence = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.full(shape, -1)
        for i, sample in enumerate(samples):
            blank = True
            for j, word in enumerate(sample.words):
                forms[i, j] = number.setdefault(word.form, len(number))
                shapes[i, j] = shape_of(word.form, blank)
                blank = word.space_after
            sentence[i, : len(sample.words)] = np.cumsum(sample.starts)
        rows = [self._rows_of(form) for form in number]
        counts = torch.tensor([len(r) for r in rows])
        return {
            "rows": torch.tensor([row for r in rows for row in r]),
            "offsets": torch.cumsum(counts, 0) - counts,
            "counts": counts.float(),
            "forms": torch.from_numpy(forms),
            "shapes": torch.from_numpy(shapes),
            "lengths": torch.tensor([len(s.words) for s in samples]),
            "sentence": torch.from_numpy(sentence),
        }

    def _rows_of(self, form: str) -> list[int]:
        if form not in self._pieces:
            self._pieces[form] = rows_of(form, ROWS)
        return self._pieces[form]

    def vectors(self, prepared: dict[str, torch.Tensor]) -> torch.Tensor:
        """[text, word, 2 * HIDDEN]."""
        kept = self._kept(LOST_PIECES, len(prepared["rows"]))
        sums = self.table(prepared["rows"], prepared["offsets"], kept) * prepared["counts"].rsqrt()[:, None]
        x = functional.embedding(prepared["forms"], self.norm(sums))
        if self.training:
            x = x * (torch.rand(*x.shape[:2], 1) >= LOST_WORDS).float()
        x = torch.cat([x, self.shapes(prepared["shapes"])], -1)
        for depth, lstm in enumerate(self.lstms):
            if self.training:  # the same channels at all places of a text
                x = x * self._kept(DROPOUT if depth else DROPOUT_BELOW, x.shape[0], 1, x.shape[2])
            packed = pack_padded_sequence(x, prepared["lengths"], batch_first=True, enforce_sorted=False)
            x, _ = pad_packed_sequence(lstm(packed)[0], batch_first=True, total_length=x.shape[1])
        return x

    def _kept(self, lost: float, *shape: int) -> torch.Tensor | None:
        return (torch.rand(*shape) >= lost).float() / (1 - lost) if self.training else None


@dataclass(frozen=True)
class Phase:
    """How long and how fast the student learns, and whether names are replaced by others on the way."""

    steps: int
    rate: float
    hold: float  # share of the steps before the rate falls
    others: OtherNames | None = None
    name_weight: float = 1.0


@dataclass(frozen=True)
class Material:
    """What a student learns from and is watched on; the treebanks are read `times` times a pass."""

    language: str
    trees: list[Tree]
    times: int
    named: list[Sample]
    silver: list[Sample]
    dev: list[Sample]
    named_dev: list[Sample]


def train_student(material: Material, phase: Phase, start: Path, target: Path) -> None:
    """Go on from `start`, a table of words or a whole student; write the mean of the last weights to `target`."""
    torch.manual_seed(7)
    student = Student(labels_of([word for tree, _ in material.trees for word in tree.words]))
    stored = torch.load(start, weights_only=True)
    student.load_state_dict(stored.get("state", stored), strict=False)
    targets = Targets(student.labels)
    optimiser = torch.optim.Adam(student.parameters(), betas=(0.9, 0.95), fused=True)
    mean = {name: value.clone() for name, value in student.state_dict().items()}
    batches = _passes(material, phase.others, random.Random(7))
    begun = reported = time.time()
    for step in range(phase.steps):
        batch = next(batches)
        optimiser.param_groups[0]["lr"] = rate_at(step, phase.steps, phase.rate, WARM_UP, phase.hold)
        student.train()
        prepared = student.prepare(batch)
        x = student.vectors(prepared)
        loss = loss_of(student.heads, x, prepared["sentence"], targets, targets(batch), phase.name_weight)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(student.parameters(), 2.0)
        optimiser.step()
        if step % AVERAGE_EVERY == 0:
            stays = min(AVERAGED, (1 + step) / (10 + step)) ** AVERAGE_EVERY
            for name, value in student.state_dict().items():
                mean[name].lerp_(value, 1 - stays)
        if time.time() - reported > REPORT_EVERY or step + 1 == phase.steps:
            reported = time.time()
            own = {name: value.clone() for name, value in student.state_dict().items()}
            student.load_state_dict(mean)
            figures = evaluate_trees(student, material.dev) | {"names": evaluate_names(student, material.named_dev)}
            print(step + 1, f"{reported - begun:.0f} s", figures, flush=True)
            student.load_state_dict(own)
            torch.save({"labels": msgspec.to_builtins(student.labels), "state": mean}, target)


def _passes(material: Material, others: OtherNames | None, chance: random.Random) -> Iterator[list[Sample]]:
    """Batches without end: in each pass all gold, varied anew, and the next part of the silver."""
    silver = chance.sample(material.silver, len(material.silver))
    place = 0
    while True:
        read = range(material.times)
        gold = [s for _ in read for s in make_paragraphs(material.trees, chance, material.language, vary=True)]
        part = silver[place : place + SILVER_A_PASS]
        place = place + SILVER_A_PASS if place + SILVER_A_PASS < len(silver) else 0
        groups = [gold, material.named, part]
        if others:
            groups = [[rename(sample, others, chance) for sample in group] for group in groups]
        batches = [batch for group in groups for batch in make_batches(group, BATCH, chance)]
        chance.shuffle(batches)
        yield from batches
