"""Several models in one score."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.model import Cause, Model
from shopweave.algorithms.recommend.profile import Scores
from shopweave.algorithms.recommend.ranking import row_share


class Shape(StrEnum):
    """How a model's scores enter the blend."""

    plain = "plain"
    log = "log"
    share = "share"


@dataclass(frozen=True, slots=True)
class Signal:
    """A model's scores in one shape: as they are, log(1 + x), or the share of the row's largest."""

    model: str
    shape: Shape

    @property
    def name(self) -> str:
        """The name under which its weight is kept."""
        return f"{self.model}.{self.shape}"


def shaped(scores: Scores, shape: Shape) -> Scores:
    """Scores (customers, catalogue) in the wanted shape."""
    if shape is Shape.share:
        return row_share(scores)
    if shape is Shape.log:
        return np.log1p(np.maximum(scores, 0))
    return scores


@dataclass(frozen=True, slots=True)
class Blend:
    """Weighted sum of signals; `models` by name, `weights` by signal name."""

    models: Mapping[str, Model]
    weights: Mapping[Signal, float]

    def scores(self, histories: Histories, now: float) -> Scores:
        """Blended scores of all products, (customers, catalogue)."""
        total = np.zeros((histories.customers, histories.catalogue), dtype=np.float32)
        for signal, part in self.parts(histories, now).items():
            total += np.float32(self.weights[signal]) * part
        return total

    def parts(self, histories: Histories, now: float) -> dict[Signal, Scores]:
        """Each signal's shaped scores; a model that serves several signals is asked once."""
        return signals(self.models, list(self.weights), histories, now)

    def causes(self, history: Histories, now: float, item: int) -> tuple[Cause, ...]:
        """Name the causes in the model that adds most to the score of `item`."""
        parts = self.parts(history, now)
        best = max(self.weights, key=lambda s: self.weights[s] * float(parts[s][0, item]))
        return self.models[best.model].causes(history, now, item)


def signals(
    models: Mapping[str, Model], wanted: list[Signal], histories: Histories, now: float
) -> dict[Signal, Scores]:
    """Shaped scores of the wanted signals."""
    raw = {name: models[name].scores(histories, now) for name in {s.model for s in wanted}}
    return {signal: shaped(raw[signal.model], signal.shape) for signal in wanted}


@dataclass(frozen=True, slots=True)
class Examples:
    """What the weights are found on: signals: (customers, candidates, signals); wanted: 0 or 1."""

    signals: NDArray[np.float32]
    wanted: NDArray[np.float32]


def candidates(
    parts: Mapping[Signal, Scores], prior: Mapping[Signal, float], reach: NDArray[np.bool_], k: int
) -> NDArray[np.int64]:
    """Pick the `k` products of each customer that the prior weights put first, (customers, k).

    reach: (customers, catalogue) False for products that may not be listed.
    """
    total = sum(np.float32(weight) * parts[signal] for signal, weight in prior.items())
    score = np.where(reach, total, -np.inf)
    width = min(k, score.shape[1])
    return np.argpartition(-score, width - 1, axis=1)[:, :width]
