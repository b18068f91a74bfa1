"""How good a list of search results is against people's grades."""

from collections.abc import Sequence

import numpy as np


def graded_ndcg(found: Sequence[float], every: Sequence[float], k: int = 10) -> float:
    """Discounted gain of the first `k` over that of the ideal list.

    found: grade of each product shown, in order. every: all grades given for the query. Gain is
    2 to the power of the grade, minus 1. Järvelin and Kekäläinen (2002); Burges et al. (2005).
    """
    ideal = _gain(sorted(every, reverse=True)[:k])
    return _gain(found[:k]) / ideal if ideal > 0 else 0.0


def _gain(grades: Sequence[float]) -> float:
    gains = 2.0 ** np.asarray(grades, dtype=np.float64) - 1
    return float((gains / np.log2(np.arange(2, len(gains) + 2))).sum())
