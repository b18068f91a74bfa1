"""The plain way to sort: as the most similar text is sorted."""

from collections.abc import Sequence

import numpy as np

from shopweave.algorithms.recommend.content import vectors

BLOCK = 500


def nearest(known: Sequence[str], labels: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The class of the known text with the largest cosine, for each text."""
    rows = vectors([*known, *texts])
    across = rows[: len(known)].T.tocsc()
    found: list[str] = []
    for start in range(len(known), rows.shape[0], BLOCK):
        likeness = (rows[start : start + BLOCK] @ across).todense()
        found += [labels[int(n)] for n in np.asarray(likeness).argmax(axis=1)]
    return found
