"""Whether a product sells more or less than it used to."""

from dataclasses import dataclass

import numpy as np

from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.model import Cause
from shopweave.algorithms.recommend.popularity import fit_popularity
from shopweave.algorithms.recommend.profile import ONCE, Scores, profile


@dataclass(frozen=True, slots=True)
class Trend:
    """The recent change of demand, for the products that the customer has bought.

    change: (catalogue,) log of recent buyers against expected buyers; below 0 when a product fades
    (its season is over, it is sold out), above 0 when it grows.
    """

    change: Scores

    def scores(self, histories: Histories, now: float) -> Scores:
        """Give the change for products of the own history, 0 for the others."""
        own: Scores = profile(histories, ONCE, now).toarray()
        return own * self.change

    def causes(self, history: Histories, now: float, item: int) -> tuple[Cause, ...]:
        """Name the change of demand, where the product was bought before."""
        return (Cause(None, float(self.change[item])),) if item in history.items else ()


def fit_trend(histories: Histories, now: float, recent: float = 7, usual: float = 90) -> Trend:
    """Compare the buyers of the last `recent` days with the pace of the last `usual` days."""
    span = min(usual, now - float(histories.times.min(initial=now - usual)))
    new = fit_popularity(histories, now, recent).buyers
    expected = fit_popularity(histories, now, usual).buyers * (recent / max(span, recent))
    return Trend((np.log1p(new) - np.log1p(expected)).astype(np.float32))
