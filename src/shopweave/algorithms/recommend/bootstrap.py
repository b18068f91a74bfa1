"""How sure a difference between two models is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


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
    first: Values,
    second: Values,
    *,
    seed: int,
    clusters: NDArray[np.int64] | None = None,
    draws: int = 1000,
    confidence: float = 0.95,
) -> Difference:
    """Percentile interval of mean(first - second), both (rows,), over redrawn clusters.

    clusters: (rows,) whom each row belongs to; all rows of a customer are drawn together.
    Efron and Tibshirani, An Introduction to the Bootstrap (1993), ch. 8 and 13.
    """
    difference = np.asarray(first - second, dtype=np.float64)
    if not len(difference):
        return Difference(0.0, 0.0, 0.0)
    groups = np.arange(len(difference)) if clusters is None else clusters
    _, owner = np.unique(groups, return_inverse=True)
    sums, sizes = np.bincount(owner, weights=difference), np.bincount(owner)
    random = np.random.default_rng(seed)
    means = np.empty(draws)
    for draw in range(draws):
        drawn = random.integers(0, len(sums), len(sums))
        means[draw] = sums[drawn].sum() / sizes[drawn].sum()
    tail = (1 - confidence) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return Difference(float(difference.mean()), float(low), float(high))
