"""What this customer buys again and again."""

from dataclasses import dataclass

import numpy as np

from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.model import Cause
from shopweave.algorithms.recommend.profile import COUNT, Scores, Weighing, dense, event_weights


@dataclass(frozen=True, slots=True)
class Personal:
    """How often the customer bought each product, weighed by `weighing`.

    The personal top list of Hu et al., TIFU-KNN (2020), arXiv 2006.00556, section 3. tie_break:
    (catalogue,) scores below 1 that order equal counts and fill short lists, or None.
    """

    weighing: Weighing = COUNT
    tie_break: Scores | None = None

    def scores(self, histories: Histories, now: float) -> Scores:
        """Weighted number of purchases of each product."""
        own = dense(histories, self.weighing, now)
        return own if self.tie_break is None else own + self.tie_break

    def causes(self, history: Histories, now: float, item: int) -> tuple[Cause, ...]:
        """Name the customer's own purchases of the product."""
        amount = event_weights(history, self.weighing, now)[history.items == item].sum()
        return (Cause(item, float(amount)),) if amount else ()


def tie_break(popularity: Scores) -> Scores:
    """Popularity scaled below any real purchase: at most one thousandth."""
    return (popularity / (1000 * max(float(popularity.max(initial=0.0)), 1.0))).astype(np.float32)
