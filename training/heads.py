"""What stands on an encoder's vectors of words: labels, and arcs (Dozat and Manning 2017); and what errors cost."""

import torch
from torch import nn
from torch.nn import functional

from lagebild.engines.network.network import SLOPE, Labels
from samples import UNKNOWN, Targets

# What each kind of label counts in the sum; found by eye, not tuned.
WEIGHTS = {"upos": 1.0, "feature": 0.35, "lemma": 0.4, "start": 0.5, "name": 1.0, "arc": 1.0, "relation": 0.7}
FORBIDDEN = -1e4  # the score of an arc into another sentence


class Heads(nn.Module):
    """Layers that label words and score arcs; `arc` and `relation` are widths."""

    def __init__(self, width: int, labels: Labels, arc: int, relation: int, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.sizes = [len(labels.upos), *map(len, labels.features.values()), len(labels.lemmas), 2, len(labels.names)]
        self.words = nn.Linear(width, sum(self.sizes))
        self.arc_dep, self.arc_head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.rel_dep, self.rel_head = nn.Linear(width, relation), nn.Linear(width, relation)
        self.arc = nn.Parameter(torch.randn(arc + 1, arc) * arc**-0.5)
        self.rel = nn.Parameter(torch.randn(len(labels.deprels), relation + 1, relation + 1) * 0.5 * relation**-0.5)
        self.root = nn.Parameter(torch.randn(width) * 0.02)

    def label(self, x: torch.Tensor) -> list[torch.Tensor]:
        """Scores of [text, word, label] for each kind: UPOS, features, lemma rule, sentence start, name."""
        return list(self.words(functional.dropout(x, self.dropout, self.training)).split(self.sizes, -1))

    def score_arcs(self, x: torch.Tensor, sentence: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scores of [text, word, head], head 0 the root, within sentences; vectors of words and heads for `relate`."""
        rooted = torch.cat([self.root.expand(x.shape[0], 1, x.shape[2]), x], 1)
        dep, head = self._narrow(self.arc_dep(x)), self._narrow(self.arc_head(rooted))
        scores = (_with_one(dep) @ self.arc) @ head.transpose(1, 2)
        same = sentence[:, :, None] == sentence[:, None, :]
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        dep_rel, head_rel = self._narrow(self.rel_dep(x)), self._narrow(self.rel_head(rooted))
        return scores.masked_fill(~allowed, FORBIDDEN), _with_one(dep_rel), _with_one(head_rel)

    def relate(self, dep: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
        """Vectors of n words and of their heads → scores of [n, relation]."""
        return (torch.einsum("nd,lde->nle", dep, self.rel) * head[:, None, :]).sum(-1)

    def _narrow(self, x: torch.Tensor) -> torch.Tensor:
        return functional.dropout(functional.leaky_relu(x, SLOPE), self.dropout, self.training)


def _with_one(x: torch.Tensor) -> torch.Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def loss_of(
    heads: Heads,
    x: torch.Tensor,
    sentence: torch.Tensor,
    targets: Targets,
    gold: tuple[torch.Tensor, ...],
    name_weight: float = 1.0,
) -> torch.Tensor:
    """What vectors `x` of a batch cost; kinds of labels that the batch does not know cost nothing."""
    labels, arcs, relations = gold
    loss = x.new_zeros(())
    for kind, scores, wanted in zip(targets.kinds, heads.label(x), labels, strict=True):
        if (wanted >= 0).any():
            weight = WEIGHTS[kind] * (name_weight if kind == "name" else 1.0)
            loss = loss + weight * _cross_entropy(scores.flatten(0, 1), wanted.flatten())
    known = arcs >= 0
    if known.any():
        scores, dep, head = heads.score_arcs(x, sentence)
        loss = loss + WEIGHTS["arc"] * _cross_entropy(scores.flatten(0, 1), arcs.flatten())
        above = head.gather(1, arcs.clamp(min=0)[..., None].expand(-1, -1, head.shape[-1]))
        loss = loss + WEIGHTS["relation"] * _cross_entropy(heads.relate(dep[known], above[known]), relations[known])
    return loss


def _cross_entropy(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(scores, wanted, ignore_index=UNKNOWN)
