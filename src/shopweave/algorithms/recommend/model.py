"""What every model can do."""

from dataclasses import dataclass
from typing import Protocol

from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.profile import Scores


@dataclass(frozen=True, slots=True)
class Cause:
    """A part of one product's score: the history's product it comes from, or none, and how much."""

    item: int | None
    amount: float


class Model(Protocol):
    """A trained, frozen model: any history in, scores out, so new events need no new training."""

    def scores(self, histories: Histories, now: float) -> Scores:
        """Scores of all products, (customers, catalogue) float32; larger is better."""
        ...

    def causes(self, history: Histories, now: float, item: int) -> tuple[Cause, ...]:
        """Explain the score of `item` for a single customer, largest part first."""
        ...
