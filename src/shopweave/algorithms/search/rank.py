"""The order of results: what fits the words first, what suits the person before its equals."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

WEIGHT = 0.15


def rerank(
    relevance: Sequence[float], liking: Sequence[float], weight: float = WEIGHT
) -> NDArray[np.int64]:
    """Places of the results in their new order, (results,).

    relevance: scores by words, descending. liking: 0 to 1, how well each suits the person. A result
    never passes one whose relevance is larger by more than `weight` of the largest.
    """
    fits = np.asarray(relevance, dtype=np.float64)
    share = fits / max(float(fits.max(initial=0.0)), 1e-12)
    total = share + weight * np.asarray(liking, dtype=np.float64)
    return np.argsort(-total, kind="stable")
