"""How much each event of a history counts."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.histories import Histories

Scores = NDArray[np.float32]
Own = NDArray[np.int64]


class Kind(StrEnum):
    """The ways to weigh events."""

    once = "once"
    every = "every"
    log = "log"
    days = "days"
    steps = "steps"
    places = "places"


@dataclass(frozen=True, slots=True)
class Weighing:
    """A way to weigh events.

    once: 1 per product; every: 1 per event; log: log(1 + events); days: halved every `rate` days;
    steps: times `rate` for each later event; places: (place / length) to the power `rate`, so that
    the last event counts 1. last: only so many latest events, 0 for all.
    """

    kind: Kind = Kind.once
    rate: float = 0.0
    last: int = 0

    def __post_init__(self) -> None:
        if self.kind is Kind.days and self.rate <= 0:
            raise ValueError(f"a half-life lasts more than 0 days, not {self.rate}")
        if self.kind is Kind.steps and not 0 < self.rate <= 1:
            raise ValueError(f"a decay per step lies in 0..1, not {self.rate}")


ONCE = Weighing()
COUNT = Weighing(Kind.every)
LOG = Weighing(Kind.log)


def half_life(days: float) -> Weighing:
    """Events count half after `days` days."""
    return Weighing(Kind.days, days)


def decay(factor: float, last: int = 0) -> Weighing:
    """Events count `factor` less for each later event of the customer."""
    return Weighing(Kind.steps, factor, last)


def event_weights(histories: Histories, weighing: Weighing, now: float) -> NDArray[np.float64]:
    """Weight of each event, (events,)."""
    if weighing.kind is Kind.days:
        weights = 0.5 ** (histories.ages(now) / weighing.rate)
    elif weighing.kind is Kind.steps:
        weights = weighing.rate ** histories.steps().astype(np.float64)
    elif weighing.kind is Kind.places:
        lengths = np.diff(histories.starts)[histories.owners()]
        weights = ((lengths - histories.steps()) / lengths) ** weighing.rate
    else:
        weights = np.ones(len(histories.items))
    return np.where(histories.steps() < weighing.last, weights, 0.0) if weighing.last else weights


def profile(histories: Histories, weighing: Weighing, now: float) -> csr_array:
    """Turn customers into sparse rows over the products, (customers, catalogue) float32."""
    weights = event_weights(histories, weighing, now).astype(np.float32)
    shape = (histories.customers, histories.catalogue)
    rows = csr_array((weights, histories.items, histories.starts), shape=shape, copy=True)
    rows.sum_duplicates()
    rows.data = _summed(rows.data, weighing)
    return rows


def weighed(history: Histories, weighing: Weighing, now: float) -> tuple[Own, Scores]:
    """The `profile` of a single customer: the products (n,), ascending, and their weights (n,)."""
    items, places = np.unique(history.items, return_inverse=True)
    sums = np.bincount(places, event_weights(history, weighing, now), len(items))
    return items, _summed(sums.astype(np.float32), weighing)


def dense(histories: Histories, weighing: Weighing, now: float) -> Scores:
    """The `profile` with its zeros, (customers, catalogue)."""
    if histories.customers != 1:
        full: Scores = profile(histories, weighing, now).toarray()
        return full
    # A matrix costs more than all the arithmetic of one customer, and lists are made for one.
    row = np.zeros((1, histories.catalogue), np.float32)
    own, weights = weighed(histories, weighing, now)
    row[0, own] = weights
    return row


def _summed(weights: Scores, weighing: Weighing) -> Scores:
    """What the sum of a product's events counts."""
    if weighing.kind is Kind.once:
        return np.minimum(weights, np.float32(1))
    return np.log1p(weights) if weighing.kind is Kind.log else weights
