"""How sure a difference between two models is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean difference and its interval; better means that the lower bound is above 0."""

    mean: float
    low: float
    high: float

    @property
    def better(self) -> bool:
        """Whether the first model is better beyond chance."""
        return self.low > 0


def paired_bootstrap(
    first: NDArray[np.float64],
    second: NDArray[np.float64],
    *,
    seed: int,
    draws: int = 1000,
    confidence: float = 0.95,
) -> Difference:
    """Percentile interval of mean(first - second) over redrawn customers (customers,).

    Efron and Tibshirani, An Introduction to the Bootstrap (1993), ch. 13.
    """
    difference = np.asarray(first - second, dtype=np.float64)
    if not len(difference):
        return Difference(0.0, 0.0, 0.0)
    random = np.random.default_rng(seed)
    means = np.empty(draws)
    for draw in range(draws):
        means[draw] = difference[random.integers(0, len(difference), len(difference))].mean()
    tail = (1 - confidence) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return Difference(float(difference.mean()), float(low), float(high))
