"""How good lists are: full ranking, one number per customer."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.ranking import Lists

Values = NDArray[np.float64]
Hits = NDArray[np.bool_]


def hits(lists: Lists, targets: csr_array) -> Hits:
    """Mark where the lists (customers, k) name a target of (customers, catalogue)."""
    owner = np.repeat(np.arange(targets.shape[0]), np.diff(targets.indptr))
    wanted = owner * targets.shape[1] + targets.indices
    named = np.arange(len(lists))[:, None] * targets.shape[1] + lists
    return np.isin(named, wanted) & (lists >= 0)


def recall(found: Hits, targets: NDArray[np.int64], k: int) -> Values:
    """Hits among the first `k` over min(k, number of targets), per customer."""
    return np.asarray(found[:, :k].sum(axis=1) / np.maximum(np.minimum(targets, k), 1))


def ndcg(found: Hits, targets: NDArray[np.int64], k: int) -> Values:
    """Discounted gain of the first `k` over that of the ideal list, also cut at `k`.

    Järvelin and Kekäläinen, Cumulated gain-based evaluation (2002), binary gains.
    """
    discount = 1 / np.log2(np.arange(2, k + 2))
    ideal = np.cumsum(discount)[np.clip(targets, 1, k) - 1]
    return np.asarray((found[:, :k] * discount[: found.shape[1]]).sum(axis=1) / ideal)


def reciprocal_rank(found: Hits, k: int) -> Values:
    """1 / rank of the first hit among the first `k`, 0 without one."""
    cut = found[:, :k]
    return np.asarray(np.where(cut.any(axis=1), 1 / (1 + cut.argmax(axis=1)), 0.0))


def coverage(lists: Lists, k: int) -> int:
    """Count the different products in all first `k` places."""
    return len(np.unique(lists[:, :k][lists[:, :k] >= 0]))


def exposure_gini(lists: Lists, catalogue: int, k: int) -> float:
    """Inequality of the places given to products: 0 all the same, near 1 a few get all."""
    shown = lists[:, :k][lists[:, :k] >= 0]
    counts = np.sort(np.bincount(shown, minlength=catalogue)).astype(np.float64)
    total = counts.sum()
    if total == 0:
        return 0.0
    ranks = np.arange(1, catalogue + 1)
    return float((2 * ranks - catalogue - 1) @ counts / (catalogue * total))
