"""TIFU-KNN: repeated purchases that fade, of the customer and of similar ones.

Hu, He, Gao, Zhang: Modeling Personalized Item Frequency Information for Next-basket
Recommendation (SIGIR 2020), arXiv 2006.00556, sections 3 and 4.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.model import Cause
from shopweave.algorithms.recommend.profile import Scores


@dataclass(frozen=True, slots=True)
class Fading:
    """How purchases fade: `within` a group of baskets, and `across` the `groups`."""

    within: float = 0.9
    across: float = 0.7
    groups: int = 7


@dataclass(frozen=True, slots=True)
class Tifu:
    """people: (customers, catalogue) faded profiles; own: share of the customer's own profile."""

    people: csr_array
    fading: Fading = Fading()
    k: int = 300
    own: float = 0.7

    def scores(self, histories: Histories, now: float) -> Scores:
        """Own faded profile, and the mean one of the `k` nearest customers."""
        profile = faded(histories, self.fading)
        squares = np.asarray(self.people.multiply(self.people).sum(axis=1)).ravel()
        closeness = 2 * (profile @ self.people.T).toarray() - squares[None, :]
        near = np.argpartition(-closeness, min(self.k, closeness.shape[1] - 1), axis=1)[:, : self.k]
        rows = np.repeat(np.arange(histories.customers), near.shape[1])
        ones = np.full(near.size, 1 / near.shape[1], dtype=np.float32)
        shape = (histories.customers, self.people.shape[0])
        others = csr_array((ones, (rows, near.ravel())), shape=shape) @ self.people
        total: Scores = (self.own * profile + (1 - self.own) * others).toarray()
        return total.astype(np.float32)

    def causes(self, history: Histories, now: float, item: int) -> tuple[Cause, ...]:
        """The customer's own purchases of the product."""
        amount = float(faded(history, self.fading)[:, [item]].sum())
        return (Cause(item, amount),) if amount else ()


def fit_tifu(histories: Histories, fading: Fading | None = None) -> Tifu:
    """Profiles of all customers as neighbours."""
    return Tifu(faded(histories, fading or Fading()), fading or Fading())


def faded(histories: Histories, fading: Fading) -> csr_array:
    """Faded profiles, (customers, catalogue): means over groups of means over baskets."""
    back = histories.baskets_after().astype(np.float64)
    baskets = np.zeros(histories.customers)
    np.maximum.at(baskets, histories.owners(), back + 1)
    baskets = baskets[histories.owners()]
    size = np.maximum(np.ceil(baskets / fading.groups), 1)
    group, inside = back // size, back % size
    # The oldest group may hold fewer baskets than the others.
    held = np.minimum(size, baskets - group * size)
    used = np.ceil(baskets / size)
    weights = fading.within**inside * fading.across**group / held / used
    shape = (histories.customers, histories.catalogue)
    rows = csr_array(
        (weights.astype(np.float32), histories.items, histories.starts), shape=shape, copy=True
    )
    rows.sum_duplicates()
    return rows
