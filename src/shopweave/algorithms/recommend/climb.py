"""Improve weights directly on the metric by which lists are judged."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.recommend.blend import Examples, Signal

K = 10
STEPS = (0.5, 0.25)
SMALLEST = 0.1
GAIN = 1e-5
Floats = NDArray[np.float32]


def climb(examples: Sequence[Examples], weights: Mapping[Signal, float]) -> dict[Signal, float]:
    """Coordinate ascent of the mean ndcg@10 over the candidates of all customers with a hit.

    One weight at a time moves by a share of itself while that gains. After Metzler and Croft,
    Linear Feature-Based Models for Information Retrieval (2007), section 4.
    """
    signals = np.concatenate([e.signals[e.wanted.any(axis=1)] for e in examples])
    wanted = np.concatenate([e.wanted[e.wanted.any(axis=1)] for e in examples])
    found = np.array(list(weights.values()))
    scores = signals @ found.astype(np.float32)
    best = mean_ndcg(scores, wanted)
    for step in STEPS:
        for place in range(len(found)):
            for sign in (-step, step):
                scores, best = _walk(signals, wanted, found, place, sign, scores, best)
    return dict(zip(weights, map(float, found), strict=True))


def _walk(
    signals: Floats,
    wanted: Floats,
    weights: NDArray[np.float64],
    place: int,
    step: float,
    scores: Floats,
    best: float,
) -> tuple[Floats, float]:
    """Move one weight in one direction as long as it gains; changes `weights` in place."""
    while True:
        move = step * max(abs(weights[place]), SMALLEST)
        moved = scores + np.float32(move) * signals[:, :, place]
        reached = mean_ndcg(moved, wanted)
        if reached <= best + GAIN:
            return scores, best
        scores, best = moved, reached
        weights[place] += move


def mean_ndcg(scores: Floats, wanted: Floats, k: int = K) -> float:
    """Mean ndcg@k of candidates (customers, candidates) of which some are wanted."""
    width = min(k, scores.shape[1])
    best = np.argpartition(-scores, width - 1, axis=1)[:, :width]
    order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1, kind="stable")
    gains = np.take_along_axis(wanted, np.take_along_axis(best, order, axis=1), axis=1)
    discount = 1 / np.log2(np.arange(2, width + 2))
    ideal = np.cumsum(discount)[np.clip(wanted.sum(axis=1), 1, width).astype(int) - 1]
    return float(((gains @ discount) / ideal).mean())
