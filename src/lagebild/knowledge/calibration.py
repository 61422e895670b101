"""How sure an event is: weights of what speaks for and against it, learned on events known to be right or wrong.

The confidence is the logistic function of the sum of the weights of all evidence that holds: the share of such events
whose type and actors are right. The file is made by `benchmarks/calibrate.py`; nothing of it is written by hand.
"""

import math
from collections.abc import Iterable

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode


class Calibration(Struct, frozen=True, forbid_unknown_fields=True):
    """Weights in log odds; evidence without a weight says nothing."""

    events: int  # on how many events the weights were learned
    others: int  # and the discount on how many others
    base: float
    discount: float  # by how much events are less sure on text that nobody saw who wrote rules
    weights: dict[str, float]

    def confidence(self, evidence: Iterable[str]) -> float:
        """Between 0 and 1, in steps of a hundredth."""
        odds = self.base - self.discount + sum(self.weights.get(name, 0.0) for name in evidence)
        return round(1 / (1 + math.exp(-odds)), 2)


def load_calibration(folder: Folder) -> Calibration:
    """Read events.yaml of the folder `calibration`; DataError names the field that is wrong."""
    return decode(folder / "events.yaml", Calibration)
