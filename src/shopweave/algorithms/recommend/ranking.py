"""From scores to lists."""

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.profile import Scores

Lists = NDArray[np.int64]


def top(scores: Scores, k: int) -> Lists:
    """Columns of the `k` largest scores of each row, best first, -1 where a score is -inf.

    Equal scores are ordered by column, so that the same input gives the same list.
    """
    width = min(k, scores.shape[1])
    best = np.sort(np.argpartition(-scores, width - 1, axis=1)[:, :width], axis=1)
    values = np.take_along_axis(scores, best, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    lists = np.take_along_axis(best, order, axis=1)
    out = np.isneginf(np.take_along_axis(values, order, axis=1))
    return np.pad(np.where(out, -1, lists), ((0, 0), (0, k - width)), constant_values=-1)


def without_own(scores: Scores, histories: Histories) -> Scores:
    """Scores with the products of the own history put out of reach."""
    masked = np.array(scores, dtype=np.float32)
    masked[histories.owners(), histories.items] = -np.inf
    return masked


def row_share(scores: Scores) -> Scores:
    """Each row divided by its largest score; what is below 0 counts as 0."""
    positive = np.maximum(scores, 0)
    largest = positive.max(axis=1, keepdims=True, initial=0)
    return (positive / np.where(largest > 0, largest, 1)).astype(np.float32)
