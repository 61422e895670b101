"""The teacher: a pretrained multilingual encoder, fine-tuned on the treebanks and names of all our languages at once.

It is far too large to ship and never leaves the training folder; the small networks learn from what it reads.
"""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from evaluation import evaluate_names, evaluate_trees
from heads import Heads, loss_of
from pretrained import Encoder, Pieces, open_file
from schedule import rate_at
from torch import nn

from lagebild.engines.network.network import Labels
from samples import Sample, Targets, Tree, labels_of, make_batches, make_paragraphs

LAYERS = 10  # of twelve: the last two serve the comparison of whole texts, for which the encoder was made
ARC, RELATION, DROPOUT = 320, 96, 0.25
BATCH = 900  # words with padding
RATE, HEADS_RATE = 2e-4, 1.5e-3
WARM_UP = 200  # steps
REPORT_EVERY = 500  # steps
MOST_PIECES = 510  # of a paragraph; the encoder has 512 places


class Teacher(nn.Module):
    """Words in, vectors out; see `Heads` for what is made of them."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        file = open_file()
        self.labels = labels
        self.encoder = Encoder(file, LAYERS)
        self.pieces = Pieces(file)
        self.heads = Heads(file.width, labels, ARC, RELATION, DROPOUT)

    def prepare(self, samples: Sequence[Sample]) -> dict[str, torch.Tensor]:
        """Pieces of a batch, the first piece of each word, and the number of each word's sentence."""
        file = self.pieces.file
        rows, firsts = [], []
        for sample in samples:
            row, first, blank = [file.bos], [], True
            for word in sample.words:
                first.append(min(len(row), MOST_PIECES - 1))
                row += self.pieces.of(word.form, blank)
                blank = word.space_after
            rows.append([*row, file.eos][:MOST_PIECES])
            firsts.append(first)
        shape = (len(samples), max(map(len, firsts)))
        pieces = torch.full((len(samples), max(map(len, rows))), file.pad)
        first, sentence = torch.zeros(shape, dtype=torch.long), torch.full(shape, -1)
        for i, sample in enumerate(samples):
            n = len(sample.words)
            pieces[i, : len(rows[i])] = torch.tensor(rows[i])
            first[i, :n] = torch.tensor(firsts[i])
            sentence[i, :n] = torch.from_numpy(np.cumsum(sample.starts))
        return {"pieces": pieces, "present": pieces != file.pad, "first": first, "sentence": sentence}

    def vectors(self, prepared: dict[str, torch.Tensor]) -> torch.Tensor:
        """[text, word, width]: the vector of each word's first piece."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.encoder(prepared["pieces"], prepared["present"]).float()
        return x.gather(1, prepared["first"][..., None].expand(-1, -1, x.shape[-1]))


def train_teacher(
    trees: dict[str, list[Tree]], times: dict[str, int], named: list[Sample], dev: dict[str, list[Sample]],
    named_dev: list[Sample], steps: int, seed: int, target: Path,
) -> None:  # fmt: skip
    """Fine-tune on treebanks by language, each read `times` times a pass, and on names; write `target` now and then."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    teacher = Teacher(labels_of([w for own in trees.values() for tree, _ in own for w in tree.words]))
    targets = Targets(teacher.labels)
    slow = [p for name, p in teacher.encoder.named_parameters() if p.requires_grad and name != "mix"]
    fast = [*teacher.heads.parameters(), teacher.encoder.mix]
    optimiser = torch.optim.AdamW([{"params": slow}, {"params": fast}], betas=(0.9, 0.98), weight_decay=0.01)
    queue: list[list[Sample]] = []
    begun = time.time()
    for step in range(steps):
        if not queue:
            read = [(code, own) for code, own in trees.items() for _ in range(times[code])]
            samples = [sample for code, own in read for sample in make_paragraphs(own, chance, code, vary=True)]
            queue = [*make_batches(samples, BATCH, chance), *make_batches(named, BATCH, chance)]
            chance.shuffle(queue)
        batch = queue.pop()
        for group, rate in zip(optimiser.param_groups, (RATE, HEADS_RATE), strict=True):
            group["lr"] = rate_at(step, steps, rate, WARM_UP)
        teacher.train()
        prepared = teacher.prepare(batch)
        loss = loss_of(teacher.heads, teacher.vectors(prepared), prepared["sentence"], targets, targets(batch))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        optimiser.step()
        if (step + 1) % REPORT_EVERY == 0 or step + 1 == steps:
            figures = {code: evaluate_trees(teacher, samples) for code, samples in dev.items()}
            print(step + 1, f"{time.time() - begun:.0f} s", figures, evaluate_names(teacher, named_dev), flush=True)
            save_teacher(teacher, target)


def save_teacher(teacher: Teacher, target: Path) -> None:
    """Write all that training changed; the table of pieces stays as it is."""
    state = {name: value for name, value in teacher.state_dict().items() if not name.startswith("encoder.words")}
    torch.save({"labels": msgspec.to_builtins(teacher.labels), "state": state}, target)


def load_teacher(file: Path) -> Teacher:
    """Read what `save_teacher` wrote."""
    stored = torch.load(file, weights_only=True)
    teacher = Teacher(msgspec.convert(stored["labels"], Labels))
    teacher.load_state_dict(stored["state"], strict=False)
    teacher.eval()
    return teacher
