"""Models in which each product of the history votes for other products."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.model import Cause
from shopweave.algorithms.recommend.profile import ONCE, Scores, Weighing, profile

Votes = NDArray[np.float32] | csr_array


@dataclass(frozen=True, slots=True)
class ItemToItem:
    """votes: (catalogue, catalogue), row = product of the history, column = product voted for."""

    votes: Votes
    weighing: Weighing = ONCE

    def scores(self, histories: Histories, now: float) -> Scores:
        """Sum of the votes of the history, weighed."""
        found = profile(histories, self.weighing, now) @ self.votes
        return found.toarray() if isinstance(found, csr_array) else np.asarray(found)

    def causes(self, history: Histories, now: float, item: int) -> tuple[Cause, ...]:
        """List the products of the history that vote for `item`, most important first."""
        own = profile(history, self.weighing, now)
        if isinstance(self.votes, csr_array):
            votes = self.votes[own.indices].tocsc()[:, [item]].toarray().ravel()
        else:
            votes = self.votes[own.indices, item]
        shares = own.data * votes
        order = np.argsort(-shares, kind="stable")
        return tuple(Cause(int(own.indices[n]), float(shares[n])) for n in order if shares[n] > 0)
