"""How the rate of learning rises and falls."""

import math


def rate_at(step: int, steps: int, highest: float, warm_up: int, hold: float = 0.0) -> float:
    """The rate at a step: up over `warm_up` steps, level for the share `hold` of all, then down a half cosine to 0."""
    done = step / steps
    fall = 1.0 if done < hold else 0.5 * (1 + math.cos(math.pi * (done - hold) / (1 - hold)))
    return highest * fall * min(1.0, (step + 1) / warm_up)
