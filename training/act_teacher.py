"""The teacher of acts: the encoder of `teacher.py`, fine-tuned once more on our own sentences of both languages.

It knows words that stand in none of them, and what it says of other texts is what the small head learns from.
"""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from act_head import ToldText
from schedule import rate_at
from teacher import Teacher
from torch import nn
from torch.nn import functional

from lagebild.bench.treebank import Word
from samples import Sample

BATCH, READ_BATCH = 500, 2500  # words
RATE, HEAD_RATE, WARM_UP, SMOOTHING = 2e-4, 1.5e-3, 120, 0.03
HIDDEN, DROPOUT = 256, 0.2


class ActTeacher(nn.Module):
    """Words in, scores of types out."""

    def __init__(self, teacher: Teacher, types: Sequence[str]) -> None:
        super().__init__()
        self.types, self.teacher = types, teacher
        width = teacher.encoder.width
        self.head = nn.Sequential(
            nn.Linear(width, HIDDEN), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(HIDDEN, len(types))
        )

    def forward(self, texts: Sequence[ToldText]) -> torch.Tensor:
        """[text, word, type]; rows of shorter texts are filled up."""
        scores: torch.Tensor = self.head(self.teacher.vectors(self.teacher.prepare([_sample(text) for text in texts])))
        return scores


def train_act_teacher(teacher: Teacher, types: Sequence[str], texts: Sequence[ToldText], steps: int) -> ActTeacher:
    """Fine-tune on texts whose shares are gold."""
    torch.manual_seed(1)
    chance, begun = random.Random(1), time.time()
    model = ActTeacher(teacher, types)
    encoder = [p for p in teacher.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": encoder}, {"params": model.head.parameters()}], betas=(0.9, 0.98), weight_decay=0.01
    )
    queue: list[list[ToldText]] = []
    for step in range(steps):
        queue = queue or _batches(texts, BATCH, chance)
        batch = queue.pop()
        for group, rate in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate_at(step, steps, rate, WARM_UP)
        model.train()
        scores = torch.cat([row[: len(text.forms)] for row, text in zip(model(batch), batch, strict=True)])
        wanted = torch.from_numpy(np.concatenate([text.shares for text in batch]).astype(np.float32))
        loss = functional.cross_entropy(scores, wanted, label_smoothing=SMOOTHING)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        if (step + 1) % 200 == 0 or step + 1 == steps:
            print(step + 1, f"{time.time() - begun:.0f} s", round(float(loss.detach()), 4), flush=True)
    return model.eval()


def save_act_teacher(model: ActTeacher, target: Path) -> None:
    """Write all that training changed; the table of pieces stays as it is."""
    state = {name: value for name, value in model.state_dict().items() if "encoder.words" not in name}
    torch.save(state, target)


def load_act_teacher(teacher: Teacher, types: Sequence[str], file: Path) -> ActTeacher:
    """Read what `save_act_teacher` wrote."""
    model = ActTeacher(teacher, types)
    model.load_state_dict(torch.load(file, weights_only=True), strict=False)
    return model.eval()


@torch.no_grad()
def read_acts(model: ActTeacher, texts: Sequence[ToldText]) -> list[ToldText]:
    """The same texts with what the teacher says of each word."""
    found: dict[int, ToldText] = {}
    number = {id(text): i for i, text in enumerate(texts)}
    for batch in _batches(texts, READ_BATCH, random.Random(1)):
        shares = model(batch).softmax(-1).numpy().astype(np.float16)
        for text, row in zip(batch, shares, strict=True):
            found[number[id(text)]] = ToldText(text.forms, text.blanks, row[: len(text.forms)])
    return [found[i] for i in range(len(texts))]


def _batches(texts: Sequence[ToldText], words: int, chance: random.Random) -> list[list[ToldText]]:
    """Texts of like length together, in random order."""
    batches: list[list[ToldText]] = [[]]
    for text in sorted(texts, key=lambda text: len(text.forms) + 4 * chance.random()):
        if batches[-1] and (len(batches[-1]) + 1) * len(text.forms) > words:
            batches.append([])
        batches[-1].append(text)
    chance.shuffle(batches)
    return batches


def _sample(text: ToldText) -> Sample:
    words = (Word(form, "", "X", {}, 0, "dep", blank) for form, blank in zip(text.forms, text.blanks, strict=True))
    return Sample(tuple(words), tuple(i == 0 for i in range(len(text.forms))))
