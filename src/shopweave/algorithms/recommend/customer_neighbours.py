"""User-kNN: what similar customers buy."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.model import Cause
from shopweave.algorithms.recommend.nearest import lengths, nearest
from shopweave.algorithms.recommend.profile import LOG, Scores, Weighing, profile

SAME = 1 - 1e-6


@dataclass(frozen=True, slots=True)
class CustomerNeighbours:
    """Purchases of the `k` customers most similar to each customer.

    The usual printed form, the sum of r_vi over v in N(u) and N(i), over sqrt(|N(u)| |N(i)|), calls
    N(u) the products of u, which cannot be intersected with the people N(i). It is read here as
    N(u) = the k customers nearest to u, and r_vi counts as much as v is similar to u (cosine,
    damped by `shrink`). `evenness` is the power of |N(i)|: 0.5 as printed, 0 without.
    bought: (customers, catalogue) profiles, weighed by `weighing`.
    """

    bought: csr_array
    weighing: Weighing = LOG
    k: int = 100
    shrink: float = 5.0
    evenness: float = 0.0

    def scores(self, histories: Histories, now: float) -> Scores:
        """Similarity-weighted purchases of the nearest customers, per product."""
        similar = self._similar(profile(histories, self.weighing, now))
        reach = np.bincount(self.bought.indices, minlength=self.bought.shape[1])
        near = np.maximum(np.diff(similar.indptr), 1)[:, None]
        found = (similar @ self.bought).toarray()
        even: Scores = found / np.sqrt(near) / np.maximum(reach, 1) ** self.evenness
        return even.astype(np.float32)

    def causes(self, history: Histories, now: float, item: int) -> tuple[Cause, ...]:
        """How many of the nearest customers bought the product."""
        similar = self._similar(profile(history, self.weighing, now))
        buyers = int((self.bought[similar.indices][:, [item]] > 0).sum())
        return (Cause(None, float(buyers)),) if buyers else ()

    def _similar(self, own: csr_array) -> csr_array:
        """Damped cosines to the nearest; an equal profile (the customer's own) adds nothing."""
        dots = csr_array(own @ self.bought.T)
        rows = np.repeat(np.arange(dots.shape[0]), np.diff(dots.indptr))
        product = lengths(own)[rows] * lengths(self.bought)[dots.indices]
        equal = dots.data >= SAME * product
        dots.data = np.where(equal, 0.0, dots.data / (product + self.shrink))
        dots.eliminate_zeros()
        return nearest(dots, self.k)
