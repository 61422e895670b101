"""The head of names, as torch trains it; lagebild/engines/network/names.py runs it with NumPy.

The network beneath is finished and stays as it is. It knows the sentences with gold names by heart, so that its states
say more of them than of any other text: with gold the head learns without states, from words and lists alone, and what
states are worth it learns from texts that the teacher read.
"""

import random
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from evaluation import MAIN_NAMES, spans_of
from name_silver import NamedText
from schedule import rate_at
from torch import nn
from torch.nn import functional

from lagebild.engines.network.features import SHAPES, rows_of, shape_of
from lagebild.engines.network.names import ARRAYS, LISTS, SLOPE, as_flags, best_tags, legal_steps, look_up
from lagebild.engines.network.network import Network, Text

ROWS, WIDTH, SHAPE_WIDTH = 1 << 16, 64, 8  # rows as those of the network's table
REACH, HIDDEN, SECOND = 3, 128, 64  # words to each side
LOST_PIECES, LOST_WORDS, DROPOUT_BELOW, DROPOUT, DROPOUT_STATES = 0.2, 0.15, 0.2, 0.4, 0.5
BATCH = 1500  # words
STEPS, RATE, WARM_UP = 1600, 2e-3, 50
WITH_STATES = 0.7  # of the batches that the teacher read
AVERAGED, AVERAGE_EVERY = 0.995, 4  # what stays of the mean of the weights at each step
REPORT_EVERY = 1000  # steps

Lists = tuple[np.ndarray, np.ndarray]  # keys and bits
Group = tuple[float, Sequence[NamedText], bool]  # how often it is read, its texts, whether with states


class NameModel(nn.Module):
    """Words in, scores of tags out."""

    def __init__(self, state: int, tags: Sequence[str], lists: Lists, start: Path | None) -> None:
        super().__init__()
        self.tags, self.lists, self.state = tags, lists, state
        self.table = nn.EmbeddingBag(ROWS, WIDTH, mode="sum")
        nn.init.normal_(self.table.weight, std=0.05)
        if start:  # the table that foresees the teacher's vectors, in its strongest directions
            table = torch.load(start, weights_only=True)["table.weight"]
            directions = torch.linalg.svd(table[::7] - table.mean(0), full_matrices=False)[2]
            self.table.weight.data = table @ directions[:WIDTH].T
        self.norm, self.shapes = nn.LayerNorm(WIDTH), nn.Embedding(SHAPES, SHAPE_WIDTH)
        self.near = nn.Linear((2 * REACH + 1) * (WIDTH + LISTS + SHAPE_WIDTH), HIDDEN)
        self.states = nn.Linear(state, HIDDEN, bias=False)
        self.second, self.out = nn.Linear(HIDDEN, SECOND), nn.Linear(SECOND, len(tags))
        self._known: dict[str, tuple[list[int], np.ndarray]] = {}

    def learn_forms(self, texts: Sequence[NamedText]) -> None:
        """Look up pieces and lists of all forms, once."""
        new = list({form for text in texts for form in text.forms} - self._known.keys())
        flags = as_flags(look_up(new, *self.lists)) if new else ()
        self._known.update({form: (rows_of(form, ROWS), own) for form, own in zip(new, flags, strict=True)})

    def forward(self, texts: Sequence[NamedText], states: Sequence[np.ndarray] | None) -> torch.Tensor:
        """[words of all texts, tags]; `states` of the network, if they are to be used."""
        numbers: dict[str, int] = {}
        forms, shapes, real = [0] * REACH, [0] * REACH, [0.0] * REACH  # with empty words between the texts
        for text in texts:
            forms += [numbers.setdefault(form, len(numbers)) for form in text.forms] + [0] * REACH
            shapes += [shape_of(f, b) for f, b in zip(text.forms, (True, *text.blanks[:-1]), strict=True)] + [0] * REACH
            real += [1.0] * len(text.forms) + [0.0] * REACH
        own = [self._known[form] for form in numbers]
        counts = torch.tensor([len(rows) for rows, _ in own])
        rows = torch.tensor([row for rows, _ in own for row in rows])
        sums = self.table(rows, torch.cumsum(counts, 0) - counts, self._kept(LOST_PIECES, len(rows)))
        vectors = self.norm(sums * counts.float().rsqrt()[:, None])
        vectors = torch.cat([vectors, torch.from_numpy(np.stack([flags for _, flags in own]))], 1)
        x = torch.cat([vectors[torch.tensor(forms)], self.shapes(torch.tensor(shapes))], 1)
        x = x * torch.tensor(real)[:, None]
        if self.training:
            x = x * (torch.rand(len(x), 1) >= LOST_WORDS)
        x = functional.dropout(x, DROPOUT_BELOW, self.training)
        near = torch.cat([x[i : len(x) - 2 * REACH + i] for i in range(2 * REACH + 1)], 1)
        hidden = self.near(near)[torch.tensor(real[REACH:-REACH]) > 0]
        if states is not None:
            read = torch.from_numpy(np.concatenate(states).astype(np.float32))
            hidden = hidden + self.states(functional.dropout(read, DROPOUT_STATES, self.training))
        hidden = functional.dropout(functional.leaky_relu(hidden, SLOPE), DROPOUT, self.training)
        second = functional.leaky_relu(self.second(hidden), SLOPE)
        scores: torch.Tensor = self.out(functional.dropout(second, DROPOUT, self.training))
        return scores

    def _kept(self, lost: float, *shape: int) -> torch.Tensor | None:
        return (torch.rand(*shape) >= lost).float() / (1 - lost) if self.training else None

    def arrays(self) -> dict[str, np.ndarray]:
        """Weights as the engine reads them: half precision, the table in 8 bits."""
        half = {name: value.numpy().astype(np.float16) for name, value in self.state_dict().items()}
        table = self.table.weight.detach().numpy()
        scales = np.abs(table).max(1) / 127 + 1e-8
        half["shapes"] = half.pop("shapes.weight")
        half |= {name: half[name].T for name in ("near.weight", "states.weight", "second.weight", "out.weight")}
        half |= {"table": np.round(table / scales[:, None]).astype(np.int8), "scales": scales.astype(np.float16)}
        half |= dict(zip(("keys", "bits"), self.lists, strict=True))
        return {name: half[name] for name in ARRAYS}


def states_of(network: Network, texts: Sequence[NamedText]) -> list[np.ndarray]:
    """What the network has read of each word, half precision."""
    found: list[np.ndarray] = [np.empty(0)] * len(texts)
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i].forms))
    for begin in range(0, len(order), 50):
        group = order[begin : begin + 50]
        read = [Text(texts[i].forms, texts[i].blanks, [0] * len(texts[i].forms)) for i in group]
        states = network.states_of(read)[0].astype(np.float16)
        bounds = np.cumsum([0, *(len(text.forms) for text in read)]).tolist()
        for i, (a, z) in zip(group, pairwise(bounds), strict=True):
            found[i] = states[a:z]
    return found


def train_names(
    model: NameModel, network: Network, groups: Sequence[Group], watched: list[NamedText], steps: int
) -> None:
    """Learn from groups of texts; leave the mean of the last weights in the model."""
    torch.manual_seed(7)
    chance = random.Random(7)
    model.learn_forms([text for _, texts, _ in groups for text in texts])
    queues = [_batches(texts, states_of(network, texts) if read else None, chance) for _, texts, read in groups]
    shares = [share for share, _, _ in groups]
    optimiser = torch.optim.Adam(model.parameters(), fused=True)
    mean = {name: value.clone() for name, value in model.state_dict().items()}
    begun = time.time()
    for step in range(steps):
        optimiser.param_groups[0]["lr"] = rate_at(step, steps, RATE, WARM_UP)
        model.train()
        texts, states = next(chance.choices(queues, shares)[0])
        wanted = torch.from_numpy(np.concatenate([text.tags for text in texts]).astype(np.float32))
        used = states if chance.random() < WITH_STATES else None
        loss = functional.cross_entropy(model(texts, used), wanted)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % AVERAGE_EVERY == 0:
            stays = min(AVERAGED, (1 + step) / (10 + step)) ** AVERAGE_EVERY
            for name, value in model.state_dict().items():
                mean[name].lerp_(value, 1 - stays)
        if (step + 1) % REPORT_EVERY == 0 or step + 1 == steps:
            if step + 1 == steps:
                model.load_state_dict(mean)
            print(step + 1, f"{time.time() - begun:.0f} s", name_figures(model, network, watched), flush=True)


def _batches(
    texts: Sequence[NamedText], states: list[np.ndarray] | None, chance: random.Random
) -> Iterator[tuple[list[NamedText], list[np.ndarray] | None]]:
    while True:
        order = chance.sample(range(len(texts)), len(texts))
        while order:
            group, words = [], 0
            while order and words < BATCH:
                group.append(order.pop())
                words += len(texts[group[-1]].forms)
            yield [texts[i] for i in group], [states[i] for i in group] if states else None


@torch.no_grad()
def name_figures(model: NameModel, network: Network, texts: list[NamedText]) -> dict[str, float]:
    """F1 in per cent of names, with and without the states of the network; see evaluation.py."""
    model.eval()
    model.learn_forms(texts)
    legal = legal_steps(model.tags)
    figures = {}
    for kind, states in (("with states", states_of(network, texts)), ("without", None)):
        right = dict.fromkeys(MAIN_NAMES, 0)
        either = dict.fromkeys(MAIN_NAMES, 0)
        for i, text in enumerate(texts):
            scores = model([text], states and [states[i]]).numpy()
            found = spans_of([model.tags[k] for k in best_tags(scores, legal)])
            wanted = spans_of([model.tags[k] for k in text.tags.argmax(1)])
            for name in MAIN_NAMES:
                right[name] += 2 * sum(span[2] == name for span in found & wanted)
                either[name] += sum(span[2] == name for span in found) + sum(span[2] == name for span in wanted)
        figures[kind] = round(100 * sum(right.values()) / max(1, sum(either.values())), 1)
        figures[f"persons {kind}"] = round(100 * right["PER"] / max(1, either["PER"]), 1)
    return figures
