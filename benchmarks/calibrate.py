"""Learn how sure an event is, or show how well the shipped confidences hold: a table of confidence and share of right.

    python benchmarks/calibrate.py SHARED_FOLDER          tables of the other half, and of files that taught nothing
    python benchmarks/calibrate.py SHARED_FOLDER --fit    learn anew and write src/lagebild/calibration/events.yaml

Weights are learned on the even half of the development files by logistic regression with a ridge. Rules were written
while looking at that half, so that its events are right more often than others: by how much is one number, the discount
on the base, which makes the mean confidence on the odd half the share of right events there. What the odd half shows
untaught is order and slope; from plv_en nothing is learned at all. What right means: benchmarks/judged.py.
"""

import argparse
import itertools
import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from judged import Judged, judged_events, judged_news, judged_pairs

from lagebild.app import Reader
from lagebild.settings import Settings

OUT = Path(__file__).parents[1] / "src" / "lagebild" / "calibration" / "events.yaml"
RIDGE = 3.0  # of 1, 3, 10 and 30 the log loss of ten folds of the even half is .477, .487, .513, .538; 3 for safety
FEWEST = 8  # events that must show a kind of evidence for it to have a weight
# Not learned: 250 events are too few for 16 types, and ten folds of the even half gain nothing by them.
UNLEARNED = ("type ",)
# What may speak for an event; all else may only speak against it. With 250 events chance gives some evidence a weight
# of the wrong sign (a far actor made events surer): such evidence is left out and the rest learned again.
FOR = frozenset({"main clause", "demanding rule", "several actors", "on somebody's word"})
EDGES = (0.0, 0.4, 0.6, 0.7, 0.8, 1.01)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--fit", action="store_true")
    arguments = parser.parse_args()
    reader = Reader(Settings())
    odd = list(judged_events(arguments.shared, "odd", reader))
    if arguments.fit:
        even = list(judged_events(arguments.shared, "even", reader))
        base, weights = learn(even)
        discount = find_discount(odd, base, weights)
        OUT.write_text(as_yaml(len(even), len(odd), base, discount, weights), encoding="utf-8")
        print(f"{OUT}: {len(even)} and {len(odd)} events, discount {discount:.2f}; run again for the tables")
        return
    print(table("Development files, odd half", odd))
    print(table("plv_en, odd half", list(judged_pairs(arguments.shared, "odd", reader))))
    print(table("Real news, judged by hand", list(judged_news(arguments.shared, reader))))


def learn(events: Sequence[Judged]) -> tuple[float, dict[str, float]]:
    """Base and weights in log odds, each weight of the sign that it may have."""
    shown = Counter(name for event in events for name in event.evidence)
    names = sorted(n for n, count in shown.items() if count >= FEWEST and not n.startswith(UNLEARNED))
    while True:
        base, weights = _fit(events, names)
        fitting = [n for n in names if (weights[n] > 0) == (n in FOR)]
        if fitting == names:
            return base, {n: round(weight, 2) for n, weight in weights.items()}
        names = fitting


def _fit(events: Sequence[Judged], names: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Newton steps on the ridge's log loss."""
    columns = np.array([[*(n in event.evidence for n in names), True] for event in events], float)
    right = np.array([event.right for event in events], float)
    ridge = np.diag([*[RIDGE] * len(names), 1e-6])
    weights = np.zeros(len(names) + 1)
    for _ in range(50):
        sure = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (sure - right) + ridge @ weights
        weights -= np.linalg.solve((columns * (sure * (1 - sure))[:, None]).T @ columns + ridge, slope)
    return float(weights[-1]), {n: float(w) for n, w in zip(names, weights, strict=False)}


def find_discount(events: Sequence[Judged], base: float, weights: dict[str, float]) -> float:
    """By how much the base must fall so that on these events the mean confidence is the share of right ones."""
    share = sum(event.right for event in events) / len(events)
    odds = [base + sum(weights.get(n, 0.0) for n in event.evidence) for event in events]
    low, high = 0.0, 3.0
    for _ in range(40):
        middle = (low + high) / 2
        mean = sum(1 / (1 + math.exp(middle - o)) for o in odds) / len(odds)
        low, high = (middle, high) if mean > share else (low, middle)
    return round((low + high) / 2, 2)


def as_yaml(events: int, others: int, base: float, discount: float, weights: dict[str, float]) -> str:
    lines = [
        "# How sure an event is, in log odds: made by benchmarks/calibrate.py --fit, never by hand. The weights are",
        "# learned on `events` of the half on which rules are written, the discount on `others` (docs/confidence.md).",
        "# Own work, Apache-2.0.",
        f"events: {events}",
        f"others: {others}",
        f"base: {base:.2f}",
        f"discount: {discount:.2f}",
        "weights:",
        *(f"  {name}: {weight:+.2f}" for name, weight in sorted(weights.items(), key=lambda pair: pair[1])),
    ]
    return "\n".join(lines).replace(": +", ": ") + "\n"


def table(title: str, events: Sequence[Judged]) -> str:
    """Share of right events by confidence, and how far both are apart."""
    ordered = sorted(events, key=lambda event: event.confidence)
    lines = [f"{title}\n", "| confidence | events | mean confidence | right |", "|---|---|---|---|"]
    apart = 0.0
    for low, high in itertools.pairwise(EDGES):
        part = [event for event in ordered if low <= event.confidence < high]
        if not part:
            continue
        mean = sum(event.confidence for event in part) / len(part)
        right = sum(event.right for event in part) / len(part)
        apart += abs(mean - right) * len(part) / len(ordered)
        lines.append(f"| {low:.1f} – {min(high, 1):.1f} | {len(part)} | {mean:.2f} | {right:.2f} |")
    loss = sum((event.confidence - event.right) ** 2 for event in ordered) / len(ordered)
    lines.append(f"\nmean distance {apart:.2f}, Brier score {loss:.2f}, right before wrong {ranked(ordered):.2f}\n")
    return "\n".join(lines)


def ranked(events: Sequence[Judged]) -> float:
    """How often of a right and a wrong event the right one is the surer: .5 is chance."""
    right = [event.confidence for event in events if event.right]
    wrong = [event.confidence for event in events if not event.right]
    pairs = [(r > w) + 0.5 * (r == w) for r in right for w in wrong]
    return sum(pairs) / len(pairs) if pairs else math.nan


if __name__ == "__main__":
    sys.exit(main())
