"""Products that stand beside each other: neighbours by cosine, and plain co-occurrence."""

import numpy as np
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.item_to_item import ItemToItem
from shopweave.algorithms.recommend.nearest import lengths, nearest
from shopweave.algorithms.recommend.profile import ONCE, Weighing


def fit_item_neighbours(
    matrix: csr_array, k: int = 50, shrink: float = 10.0, weighing: Weighing = ONCE
) -> ItemToItem:
    """Item-kNN: votes = cosine of product columns, damped by `shrink`, the `k` nearest of each.

    Sarwar et al., Item-Based Collaborative Filtering (WWW 2001); shrink: Bell and Koren (2007).
    """
    length = lengths(csr_array(matrix.T))
    same = csr_array(matrix.T @ matrix)
    same.setdiag(0)
    rows = np.repeat(np.arange(same.shape[0]), np.diff(same.indptr))
    same.data = same.data / (length[rows] * length[same.indices] + shrink)
    return ItemToItem(nearest(same, k), weighing)


def fit_cooccurrence(matrix: csr_array, weighing: Weighing = ONCE, least: int = 2) -> ItemToItem:
    """Votes = in how many rows of `matrix` (baskets, 0 or 1) both products stand, from `least`."""
    same = csr_array(matrix.T @ matrix)
    same.setdiag(0)
    same.data[same.data < least] = 0
    same.eliminate_zeros()
    return ItemToItem(same.astype(np.float32), weighing)
