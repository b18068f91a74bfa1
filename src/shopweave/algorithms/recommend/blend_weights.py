"""Finding the weights of a blend on what customers bought afterwards."""

from collections.abc import Mapping, Sequence

import numpy as np
import scipy  # its parts load when first used: servers never fit weights
from numpy.typing import NDArray

from shopweave.algorithms.recommend.blend import Examples, Signal
from shopweave.algorithms.recommend.climb import climb

Floats = NDArray[np.float64]
RIDGE = 1e-3


def fit_weights(
    examples: Sequence[Examples], prior: Mapping[Signal, float], least: int = 30
) -> dict[Signal, float]:
    """Weights by logistic regression of bought or not on the signals, then climbed on the metric.

    Each customer counts by one over the root of her purchases, so that bulk buyers do not decide.
    A weight keeps the sign of its prior: what speaks for a product in every shop that we know must
    not speak against it in a small one by chance. Below `least` customers with a hit there is too
    little to learn from: the prior stays. Deterministic: L-BFGS-B from zero, then `climb`.
    """
    learnable = [e.wanted.sum(axis=1) > 0 for e in examples]
    if sum(int(rows.sum()) for rows in learnable) < least:
        return dict(prior)
    signals = np.concatenate([e.signals.reshape(-1, len(prior)) for e in examples])
    wanted = np.concatenate([e.wanted.ravel() for e in examples]).astype(np.float64)
    importance = np.concatenate([_importance(e) for e in examples])
    spread = signals.std(axis=0, dtype=np.float64)
    usable = spread > 1e-9
    scaled = (signals[:, usable] - signals[:, usable].mean(axis=0)) / spread[usable]
    found = np.zeros(len(prior))
    signs = np.array([-1.0 if weight < 0 else 1.0 for weight in prior.values()])
    turned = (scaled * signs[usable]).astype(np.float32)
    found[usable] = signs[usable] * _logistic(turned, wanted, importance) / spread[usable]
    started = dict(zip(prior, map(float, found), strict=True))
    return climb(examples, started, signs)


def _importance(examples: Examples) -> Floats:
    bought = np.maximum(examples.wanted.sum(axis=1), 1)
    return np.repeat(1 / np.sqrt(bought), examples.wanted.shape[1]).astype(np.float64)


def _logistic(signals: NDArray[np.float32], wanted: Floats, importance: Floats) -> Floats:
    """Weights of at least 0."""
    total = importance.sum()

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = (signals @ weights[:-1].astype(np.float32)).astype(np.float64) + weights[-1]
        fit = importance @ (np.logaddexp(0, score) - wanted * score) / total
        slope = importance * (scipy.special.expit(score) - wanted) / total
        inner = signals.T @ slope.astype(np.float32) + 2 * RIDGE * weights[:-1]
        return float(fit + RIDGE * (weights[:-1] ** 2).sum()), np.append(inner, slope.sum())

    start = np.zeros(signals.shape[1] + 1)
    limits = [(0.0, None)] * signals.shape[1] + [(None, None)]
    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits)
    return np.asarray(found.x[:-1])
