"""Which pairs of two catalogues are worth a comparison: the few that share rare letters."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.matching.offers import Index, Offers
from shopweave.algorithms.matching.weighted import grams, space, words

AT_ONCE = 500
Scores = NDArray[np.float64]


def block(left: Offers, right: Offers, share: float = 0.01, least: int = 1) -> tuple[Index, Index]:
    """Candidate pairs (li, ri): `share` of all pairs, the likest, spread over both sides.

    Likeness is the cosine of letters plus that of words, of titles and of all that is said. Each
    left offer keeps its best partners and so does each right one, half of the pairs each way.
    """
    views = [
        space(left.titles, right.titles, grams),
        space(left.titles, right.titles, words),
        space(left.wholes, right.wholes, words),
    ]
    allowed = max(int(share * len(left) * len(right)), least)
    ours = [(view.left_unit, view.right_unit) for view in views]
    theirs = [(b, a) for a, b in ours]
    forth = _best(ours, max(allowed // (2 * max(len(left), 1)), 1))
    back = _best(theirs, max(allowed // (2 * max(len(right), 1)), 1))
    codes = np.concatenate([forth[0] * len(right) + forth[1], back[1] * len(right) + back[0]])
    kept = np.unique(codes)
    return kept // max(len(right), 1), kept % max(len(right), 1)


def _best(views: list[tuple[csr_array, csr_array]], most: int) -> tuple[Index, Index]:
    """The `most` likest partners of each first row, likeness above 0."""
    rows, size = views[0][0].shape[0], views[0][1].shape[0]
    across = [csr_array(second.T) for _, second in views]
    found: list[tuple[Index, Index]] = []
    for start in range(0, rows, AT_ONCE):
        alike: Scores = np.zeros((min(AT_ONCE, rows - start), size))
        for (first, _), other in zip(views, across, strict=True):
            alike += (first[start : start + AT_ONCE] @ other).toarray()
        kept = min(most, size)
        places = np.argpartition(alike, size - kept, axis=1)[:, size - kept :]
        who, which = np.repeat(np.arange(len(alike)), kept), places.ravel()
        some = alike[who, which] > 0
        found.append((who[some] + start, which[some]))
    empty = np.zeros(0, np.int64)
    return (
        np.concatenate([empty, *(who for who, _ in found)]),
        np.concatenate([empty, *(which for _, which in found)]),
    )
