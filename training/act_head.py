"""The head of acts, as torch trains it; lagebild/engines/network/acts.py runs it with NumPy.

It learns from our own sentences, in which the words that tell an event are marked, and from what the teacher of acts
says of other texts. The network beneath is finished and stays as it is.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from schedule import rate_at
from torch import nn
from torch.nn import functional

from lagebild.engines.network.acts import ARRAYS, CONTENT, REACH, SLOPE, TYPES, kinds_of
from lagebild.engines.network.features import rows_of
from lagebild.engines.network.network import Network, Text

ROWS, WIDTH, HIDDEN = 1 << 16, 40, 160  # rows as those of the network's table
LOST_PIECES, LOST_WORDS, DROPOUT_BELOW, DROPOUT_STATES, DROPOUT = 0.2, 0.1, 0.2, 0.5, 0.4
BATCH = 48  # texts
RATE, TABLE_RATE, WARM_UP, SMOOTHING = 2e-3, 1e-3, 50, 0.03


@dataclass(frozen=True)
class ToldText:
    """A sentence with a row of probabilities of types a word; the first type is of words that tell nothing."""

    forms: tuple[str, ...]
    blanks: tuple[bool, ...]
    shares: np.ndarray  # [words, types], half precision


@dataclass(frozen=True)
class ReadText:
    """The same, and what the network has read of it."""

    text: ToldText
    states: np.ndarray  # [words, state], half precision
    heads: np.ndarray
    kinds: np.ndarray  # of the words' relations, see kinds_of
    asked: np.ndarray  # the words that may tell something


def read_texts(network: Network, texts: Sequence[ToldText]) -> list[ReadText]:
    """Let the network read texts, each as one sentence or several."""
    kinds = kinds_of(network.labels.deprels)
    content = np.array([label in CONTENT for label in network.labels.upos])
    found: list[ReadText] = []
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i].forms))
    places: dict[int, ReadText] = {}
    for begin in range(0, len(order), 50):
        group = order[begin : begin + 50]
        plain = [Text(texts[i].forms, texts[i].blanks, [0] * len(texts[i].forms)) for i in group]
        states = network.states_of(plain)[0].astype(np.float16)
        bounds = np.cumsum([0, *(len(text.forms) for text in plain)]).tolist()
        for i, reading, (a, z) in zip(group, network.read(plain), pairwise(bounds), strict=True):
            asked = content[reading.upos] | (texts[i].shares[:, 0] < 0.5)
            places[i] = ReadText(texts[i], states[a:z], reading.heads, kinds[reading.deprels], asked)
    found += [places[i] for i in range(len(texts))]
    return found


class ActModel(nn.Module):
    """Words in, scores of types out."""

    def __init__(self, state: int, types: Sequence[str], start: Path | None) -> None:
        super().__init__()
        self.types = types
        self.table = nn.EmbeddingBag(ROWS, WIDTH, mode="sum")
        nn.init.normal_(self.table.weight, std=0.05)
        if start:  # the table that foresees the teacher's vectors, in its strongest directions
            table = torch.load(start, weights_only=True)["table.weight"]
            directions = torch.linalg.svd(table[::7] - table.mean(0), full_matrices=False)[2]
            self.table.weight.data = table @ directions[:WIDTH].T
        self.norm = nn.LayerNorm(WIDTH)
        self.near = nn.Linear((2 * REACH + 1) * WIDTH, HIDDEN)
        self.states = nn.Linear(state, HIDDEN, bias=False)
        self.below = nn.Linear(3 * WIDTH, HIDDEN, bias=False)
        self.above = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.out = nn.Linear(HIDDEN, len(types))
        self._rows: dict[str, list[int]] = {}

    def forward(self, texts: Sequence[ReadText]) -> torch.Tensor:
        """[words of all texts, types]"""
        lengths = [len(read.heads) for read in texts]
        begins = np.repeat(np.cumsum([0, *lengths[:-1]]), lengths)
        heads = torch.from_numpy(np.concatenate([read.heads for read in texts]) + begins)
        kinds = torch.from_numpy(np.concatenate([read.kinds for read in texts]))
        own = torch.arange(len(heads))
        vectors = functional.dropout(self._vectors(texts), DROPOUT_BELOW, self.training)
        if self.training:
            vectors = vectors * (torch.rand(len(vectors), 1) >= LOST_WORDS)
        gaps = torch.from_numpy(np.repeat(np.arange(1, len(texts) + 1), lengths)) * REACH
        padded = vectors.new_zeros(len(vectors) + REACH * (len(texts) + 1), WIDTH).index_copy(0, own + gaps, vectors)
        near = torch.cat([padded[own + gaps + step] for step in range(-REACH, REACH + 1)], 1)
        governed = (kinds >= 0) & (heads != own)
        below = vectors.new_zeros(3 * len(vectors), WIDTH)
        below = below.index_add(0, heads[governed] * 3 + kinds[governed], vectors[governed]).view(len(vectors), -1)
        above = vectors[heads] * (heads != own)[:, None]
        read = torch.from_numpy(np.concatenate([one.states for one in texts]).astype(np.float32))
        read = functional.dropout(read, DROPOUT_STATES, self.training)
        hidden = self.near(near) + self.states(read) + self.below(below) + self.above(above)
        scores: torch.Tensor = self.out(
            functional.dropout(functional.leaky_relu(hidden, SLOPE), DROPOUT, self.training)
        )
        return scores

    def _vectors(self, texts: Sequence[ReadText]) -> torch.Tensor:
        numbers: dict[str, int] = {}
        forms = [numbers.setdefault(form, len(numbers)) for read in texts for form in read.text.forms]
        own = [self._rows.setdefault(form, rows_of(form, ROWS)) for form in numbers]
        counts = torch.tensor([len(rows) for rows in own])
        rows = torch.tensor([row for pieces in own for row in pieces])
        kept = (torch.rand(len(rows)) >= LOST_PIECES).float() / (1 - LOST_PIECES) if self.training else None
        sums = self.table(rows, torch.cumsum(counts, 0) - counts, kept)
        vectors: torch.Tensor = self.norm(sums * counts.float().rsqrt()[:, None])[torch.tensor(forms)]
        return vectors

    def arrays(self) -> dict[str, np.ndarray]:
        """Weights as the engine reads them: half precision, the table in 8 bits."""
        half = {name: value.numpy().astype(np.float16) for name, value in self.state_dict().items()}
        table = self.table.weight.detach().numpy()
        scales = np.abs(table).max(1) / 127 + 1e-8
        half |= {name: half[name].T for name in half if name.endswith(".weight") and half[name].ndim == 2}
        half |= {"table": np.round(table / scales[:, None]).astype(np.int8), "scales": scales.astype(np.float16)}
        return {name: half[name] for name in ARRAYS} | {TYPES: np.array(self.types)}


def train_acts(model: ActModel, groups: Sequence[tuple[float, Sequence[ReadText]]], steps: int) -> None:
    """Learn from groups of texts, each read as often as its share says."""
    torch.manual_seed(7)
    chance = random.Random(7)
    slow = list(model.table.parameters())
    fast = [p for name, p in model.named_parameters() if not name.startswith("table")]
    optimiser = torch.optim.Adam([{"params": slow}, {"params": fast}])
    shares, begun = [share for share, _ in groups], time.time()
    for step in range(steps):
        for group, rate in zip(optimiser.param_groups, (TABLE_RATE, RATE), strict=True):
            group["lr"] = rate_at(step, steps, rate, WARM_UP)
        model.train()
        texts = chance.sample(chance.choices(groups, shares)[0][1], BATCH)
        asked = torch.from_numpy(np.concatenate([read.asked for read in texts]))
        wanted = torch.from_numpy(np.concatenate([read.text.shares for read in texts]).astype(np.float32))[asked]
        loss = functional.cross_entropy(model(texts)[asked], wanted, label_smoothing=SMOOTHING)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if (step + 1) % 500 == 0 or step + 1 == steps:
            print(step + 1, f"{time.time() - begun:.0f} s", round(float(loss.detach()), 4), flush=True)
    model.eval()
