"""Models in which each product of the history votes for other products."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.model import Cause
from shopweave.algorithms.recommend.profile import ONCE, Own, Scores, Weighing, profile, weighed

Votes = NDArray[np.float32] | csr_array


@dataclass(frozen=True, slots=True)
class ItemToItem:
    """votes: (catalogue, catalogue), row = product of the history, column = product voted for."""

    votes: Votes
    weighing: Weighing = ONCE

    def scores(self, histories: Histories, now: float) -> Scores:
        """Sum of the votes of the history, weighed."""
        if histories.customers == 1 and not isinstance(self.votes, csr_array):
            own, weights = weighed(histories, self.weighing, now)
            return np.asarray(weights @ self.votes[own])[None, :]
        found = profile(histories, self.weighing, now) @ self.votes
        return found.toarray() if isinstance(found, csr_array) else np.asarray(found)

    def shares(self, histories: Histories, now: float, items: Sequence[int]) -> tuple[Own, Scores]:
        """What each product of a single customer's history gives to each of `items`.

        Returns the history's products (n,) and the shares (n, items).
        """
        own, weights = weighed(histories, self.weighing, now)
        wanted = np.array(items, dtype=np.int64)
        if isinstance(self.votes, csr_array):
            votes = self.votes[own][:, wanted].toarray()
        else:
            votes = self.votes[np.ix_(own, wanted)]
        return own, weights[:, None] * votes

    def causes(self, history: Histories, now: float, item: int) -> tuple[Cause, ...]:
        """The products of the history that vote for `item`, most important first."""
        own, shares = self.shares(history, now, [item])
        order = np.argsort(-shares[:, 0], kind="stable")
        found = ((int(own[n]), float(shares[n, 0])) for n in order)
        return tuple(Cause(product, amount) for product, amount in found if amount > 0)
