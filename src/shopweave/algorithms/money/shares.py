"""Share an amount of an order among its lines, to the last cent."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
# Above it a product of two numbers would not fit 64 bits.
_MOST = 2**31


def shares(amounts: Ints, owner: Ints, weights: Ints) -> Ints:
    """(m,) shares in proportion to the weights, which add up to each owner's amount exactly.

    amounts: (n,) of either sign; owner: (m,) positions in `amounts`; weights: (m,), where those
    below zero count nothing; if none counts, all lines share alike. Largest remainder: units that
    are left over go where most was cut off, then to the larger weight, then to the first line.
    """
    n = len(amounts)
    weights = _countable(owner, weights, n)
    whole = np.bincount(owner, weights, n).astype(np.int64)[owner]
    quotient, rest = np.divmod(np.abs(amounts)[owner], whole)
    given = quotient * weights + rest * weights // whole
    left = np.abs(amounts) - np.bincount(owner, given, n).astype(np.int64)
    cut = rest * weights % whole
    given[_first_of(owner, cut, weights, left)] += 1
    return np.asarray(given * np.sign(amounts)[owner], np.int64)


def _countable(owner: Ints, weights: Ints, n: int) -> Ints:
    """Weights from 0 on whose sum is above zero and below 2^31 for each owner."""
    kept = np.maximum(weights, 0)
    total = np.bincount(owner, kept, n)
    kept = np.where(total[owner] == 0, 1, kept)
    shift = np.ceil(np.log2(np.maximum(total / _MOST, 1))).astype(np.int64) + (total >= _MOST)
    return np.asarray(kept >> shift[owner], np.int64)


def _first_of(owner: Ints, cut: Ints, weights: Ints, left: Ints) -> NDArray[np.bool_]:
    """(m,) which lines get one unit more: as many per owner as are left."""
    order = np.lexsort((-weights, -cut, owner))
    counts = np.bincount(owner, minlength=len(left))
    begin = np.concatenate(([0], np.cumsum(counts)[:-1]))
    rank = np.empty(len(owner), np.int64)
    rank[order] = np.arange(len(owner)) - begin[owner[order]]
    return np.asarray(rank < left[owner], np.bool_)
