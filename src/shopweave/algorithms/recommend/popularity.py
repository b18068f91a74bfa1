"""What everybody buys, over all time or lately."""

from dataclasses import dataclass

import numpy as np

from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.model import Cause
from shopweave.algorithms.recommend.profile import Scores


@dataclass(frozen=True, slots=True)
class Popularity:
    """The same score for every customer: buyers: (catalogue,) distinct customers per product."""

    buyers: Scores

    def scores(self, histories: Histories, now: float) -> Scores:
        """Buyers of each product, repeated for each customer."""
        return np.broadcast_to(self.buyers, (histories.customers, len(self.buyers)))

    def causes(self, history: Histories, now: float, item: int) -> tuple[Cause, ...]:
        """Name the number of buyers; no product of the customer has part in it."""
        return (Cause(None, float(self.buyers[item])),)


def fit_popularity(histories: Histories, now: float, days: float | None = None) -> Popularity:
    """Count the distinct customers of each product in the last `days` days, None for all time."""
    recent = np.ones(len(histories.items), bool) if days is None else histories.ages(now) <= days
    pairs = histories.owners()[recent] * histories.catalogue + histories.items[recent]
    products = np.unique(pairs) % histories.catalogue
    return Popularity(np.bincount(products, minlength=histories.catalogue).astype(np.float32))
