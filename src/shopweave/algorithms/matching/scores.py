"""How good a matcher is: precision, recall and F1, and the threshold at which F1 is best."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quality:
    """Precision, recall and their harmonic mean; 0 where nothing was found."""

    precision: float
    recall: float
    f1: float


def quality(same: Labels, said: NDArray[np.bool_]) -> Quality:
    """same: (pairs,) truth of 0 and 1; said: (pairs,) what was taken for the same."""
    hit = int((same[said] == 1).sum())
    precision = hit / max(int(said.sum()), 1)
    recall = hit / max(int((same == 1).sum()), 1)
    return Quality(precision, recall, 2 * precision * recall / max(precision + recall, 1e-12))


def best_threshold(same: Labels, probability: Column) -> float:
    """Midway between the two values at which F1 turns over its best."""
    order = np.argsort(-probability, kind="stable")
    ranked = probability[order]
    f1 = 2 * np.cumsum(same[order]) / (np.arange(1, len(same) + 1) + same.sum())
    # Equal probabilities fall on one side together.
    f1[np.append(ranked[:-1] == ranked[1:], False)] = -1.0
    best = int(np.argmax(f1))
    following = ranked[best + 1] if best + 1 < len(ranked) else 0.0
    return float((ranked[best] + following) / 2)
