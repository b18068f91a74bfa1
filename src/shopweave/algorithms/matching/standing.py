"""How a pair stands among all others: whether it is the best of its two, and by how much."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.matching.offers import Index

AT_ONCE = 500
Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Standing:
    """lead: likeness less that of the best other partner. before: how many partners are liker."""

    lead: Column
    before: Column


def standing(left: csr_array, right: csr_array, li: Index, ri: Index) -> Standing:
    """Where pairs (li, ri) stand among all partners of the left one, by the rows' cosine.

    left: (n, terms), right: (m, terms), rows of length 1. Memory: 500 x m at a time.
    """
    lead, before = np.zeros(len(li)), np.zeros(len(li))
    across, order = csr_array(right.T), np.argsort(li, kind="stable")
    bounds = np.searchsorted(li[order], np.arange(0, left.shape[0] + AT_ONCE, AT_ONCE))
    for block, (start, end) in enumerate(pairwise(bounds)):
        if start == end:
            continue
        pairs = order[start:end]
        first = block * AT_ONCE
        alike = (left[first : first + AT_ONCE] @ across).toarray()
        lead[pairs], before[pairs] = _placed(alike, li[pairs] - first, ri[pairs])
    return Standing(lead, before)


def _placed(alike: NDArray[np.float64], rows: Index, columns: Index) -> tuple[Column, Column]:
    own = alike[rows, columns]
    best = (
        np.partition(alike, -2, axis=1)[:, -2:] if alike.shape[1] > 1 else np.zeros((len(alike), 2))
    )
    second, first = best[rows, 0], best[rows, 1]
    rival = np.where(own >= first - 1e-9, second, first)
    wanted, place = np.unique(rows, return_inverse=True)
    ranked = np.sort(alike[wanted], axis=1)
    count = [np.searchsorted(ranked[p], v + 1e-9) for p, v in zip(place, own, strict=True)]
    return own - rival, alike.shape[1] - np.array(count, float)
