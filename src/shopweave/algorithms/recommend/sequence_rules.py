"""What usually follows what.

Sequential rules after Kamehkhosh, Jannach, Ludewig, A Comparison of Frequent Pattern Techniques
and a Deep Learning Method for Session-Based Recommendation (2017), with weights 1 / gap.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.histories import Histories, Index
from shopweave.algorithms.recommend.item_to_item import ItemToItem
from shopweave.algorithms.recommend.profile import Weighing, decay


def fit_sequence_rules(
    histories: Histories, steps: int = 10, weighing: Weighing | None = None
) -> ItemToItem:
    """Votes of each product for those that came up to `steps` events later, worth 1 / gap.

    Each row is divided by the square root of its sum, so that frequent products do not drown out.
    """
    size = histories.catalogue
    before, after, worth = _pairs(histories, steps)
    rules = csr_array((worth, (before, after)), shape=(size, size))
    rules.sum_duplicates()
    total = np.bincount(before, weights=worth, minlength=size)
    rules.data = rules.data / np.repeat(np.sqrt(np.maximum(total, 1e-9)), np.diff(rules.indptr))
    return ItemToItem(rules, weighing or decay(0.6, last=30))


def _pairs(histories: Histories, steps: int) -> tuple[Index, Index, NDArray[np.float32]]:
    owners, items = histories.owners(), histories.items
    before, after, worth = [], [], []
    for gap in range(1, steps + 1):
        follows = (owners[gap:] == owners[:-gap]) & (items[gap:] != items[:-gap])
        before.append(items[:-gap][follows])
        after.append(items[gap:][follows])
        worth.append(np.full(int(follows.sum()), 1 / gap, dtype=np.float32))
    return np.concatenate(before), np.concatenate(after), np.concatenate(worth)
