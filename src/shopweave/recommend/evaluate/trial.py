"""One honest question: what lies before the cut, and what came after it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.histories import Histories, Index


@dataclass(frozen=True, slots=True)
class Trial:
    """A training part and the rows (customers or orders) that are tested on it.

    training: all histories before `now`, over the products of the training part. given: (rows)
    what is known of each tested row. targets: (rows, catalogue) what came. masked: whether given
    products are kept off the lists. clusters: (rows,) who each row belongs to, for the bootstrap.
    products: (catalogue,) codes of the dataset. origin: 0 for the latest window. sizes: (rows,) by
    which recall is divided where the convention is not min(K, targets). positions: (rows,) number
    of the look that is to be told, from 0, where a visit is tested look by look.
    """

    origin: int
    now: float
    end: float
    training: Histories
    given: Histories
    targets: csr_array
    masked: bool
    names: list[str]
    clusters: Index
    products: Index
    texts: list[str] | None
    sizes: Index | None = None
    positions: Index | None = None

    @property
    def rows(self) -> int:
        """Number of tested customers or orders."""
        return self.given.customers

    def target_counts(self) -> Index:
        """Number of targets of each row."""
        return np.diff(self.targets.indptr).astype(np.int64)


def onto(histories: Histories, products: Index) -> Histories:
    """The histories over a smaller catalogue, without events of other products."""
    places = np.full(histories.catalogue, -1, dtype=np.int64)
    places[products] = np.arange(len(products))
    inside = histories.where(places[histories.items] >= 0)
    return Histories(
        inside.starts, places[inside.items], inside.times, inside.baskets, len(products)
    )


def distinct(histories: Histories, allowed: NDArray[np.bool_] | None = None) -> csr_array:
    """The products of each history once, (customers, catalogue); allowed: (events,) which count."""
    part = histories if allowed is None else histories.where(allowed)
    shape = (part.customers, part.catalogue)
    ones = np.ones(len(part.items), np.float32)
    rows = csr_array((ones, part.items, part.starts), shape=shape, copy=True)
    rows.sum_duplicates()
    rows.data = np.minimum(rows.data, np.float32(1))
    return rows
