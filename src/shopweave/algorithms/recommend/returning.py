"""How likely a product is bought again by those who bought it before."""

from dataclasses import dataclass

import numpy as np

from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.model import Cause
from shopweave.algorithms.recommend.profile import ONCE, Scores, dense


@dataclass(frozen=True, slots=True)
class Returning:
    """The pull of each product on its former buyers.

    pull: (catalogue,) log of the share of former buyers who lately bought the product again,
    against the average product; above 0 for what is used up, needed again and in season.
    """

    pull: Scores

    def scores(self, histories: Histories, now: float) -> Scores:
        """The pull of the products of the own history, 0 for the others."""
        return dense(histories, ONCE, now) * self.pull

    def causes(self, history: Histories, now: float, item: int) -> tuple[Cause, ...]:
        """The pull, where the product was bought before."""
        return (Cause(item, float(self.pull[item])),) if item in history.items else ()


def fit_returning(
    histories: Histories, now: float, days: float = 30.0, prior: float = 20.0
) -> Returning:
    """Compare who bought before with who bought again in the last `days` days.

    prior: former buyers with the average share that each product is given in addition, so that
    products with few buyers stay near 0 (empirical Bayes).
    """
    former = _pairs(histories.between(-np.inf, now - days))
    lately = _pairs(histories.between(now - days, now))
    again = np.intersect1d(former, lately, assume_unique=True)
    size = histories.catalogue
    had = np.bincount(former % size, minlength=size)
    back = np.bincount(again % size, minlength=size)
    usual = max(len(again), 1) / max(len(former), 1)
    share = (back + prior * usual) / (had + prior)
    return Returning(np.log(share / usual).astype(np.float32))


def _pairs(histories: Histories) -> np.ndarray:
    return np.unique(histories.owners() * histories.catalogue + histories.items)
