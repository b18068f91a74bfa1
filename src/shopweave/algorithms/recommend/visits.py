"""Looks of visitors, cut into visits."""

import numpy as np

from shopweave.algorithms.recommend.histories import Days, Histories, Index

PAUSE = 30 / 1440


def visits(
    visitors: Index, items: Index, times: Days, catalogue: int, pause: float = PAUSE
) -> Histories:
    """One history per visit: who does nothing for `pause` days begins a new one.

    visitors, items, times: (looks,). Equal times keep the given order; the same product looked at
    twice in a row, as by a reload, is one look. Its number in the visit stands as basket.
    """
    order = np.lexsort((times, visitors))
    visitors, items, times = visitors[order], items[order], times[order]
    new = np.ones(len(items), bool)
    new[1:] = (np.diff(visitors) != 0) | (np.diff(times) > pause)
    kept = np.ones(len(items), bool)
    kept[1:] = new[1:] | (np.diff(items) != 0)
    number = (np.cumsum(new) - 1)[kept]
    lengths = np.bincount(number, minlength=int(new.sum()))
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    places = np.arange(len(number)) - starts[number]
    return Histories(starts, items[kept], times[kept], places, catalogue)
