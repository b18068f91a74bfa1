"""What to do for products that nobody, or hardly anybody, has bought yet."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.profile import Scores

TRUST = 0.5


def lend_votes(
    votes: NDArray[np.float32], similar: csr_array, buyers: Scores, least: int = 3
) -> NDArray[np.float32]:
    """Votes in which products with fewer than `least` buyers get those of similar products.

    votes: (catalogue, catalogue), row votes for column. similar: (catalogue, catalogue) likeness
    by content. A new product receives the mean votes of its content neighbours, times one half.
    """
    cold = np.flatnonzero(buyers < least)
    known = csr_array(similar[cold] * (buyers >= least)[None, :].astype(np.float32))
    total = np.maximum(known @ np.ones(known.shape[1], dtype=np.float32), 1e-9)
    lent = votes.copy()
    lent[:, cold] = TRUST * (votes @ known.T) / total
    lent[cold, cold] = 0
    return lent
