"""A blend finds out which of its models can be trusted."""

import numpy as np
import pytest
from tests.unit.algorithms.recommend.shops import histories, history

from shopweave.algorithms.recommend import Blend, Personal, Shape, Signal, fit_popularity
from shopweave.algorithms.recommend.blend import Examples, candidates, shaped
from shopweave.algorithms.recommend.blend_weights import fit_weights
from shopweave.algorithms.recommend.climb import mean_ndcg

GOOD, NOISE = Signal("good", Shape.plain), Signal("noise", Shape.plain)


def _examples(seed: int, customers: int = 80) -> Examples:
    random = np.random.default_rng(seed)
    signals = random.random((customers, 20, 2)).astype(np.float32)
    wanted = (signals[:, :, 0] > 0.9).astype(np.float32)
    return Examples(signals, wanted)


def test_weights_trust_the_good_signal() -> None:
    """The signal that says what was wanted outweighs the one that says nothing."""
    weights = fit_weights([_examples(0)], {GOOD: 0.1, NOISE: 1.0})
    assert weights[GOOD] > 5 * abs(weights[NOISE])


def test_weights_are_the_same_each_time() -> None:
    """The search is deterministic."""
    prior = {GOOD: 1.0, NOISE: 1.0}
    assert fit_weights([_examples(1)], prior) == fit_weights([_examples(1)], prior)


def test_too_few_customers_keep_the_prior() -> None:
    """A new shop starts with the shipped weights."""
    prior = {GOOD: 1.0, NOISE: 0.5}
    assert fit_weights([_examples(2, customers=10)], prior) == prior
    assert fit_weights([], prior) == prior


def test_climbing_never_loses() -> None:
    """On what it was found on, the blend is at least as good as its best start."""
    examples = _examples(3)
    weights = fit_weights([examples], {GOOD: 1.0, NOISE: 1.0})
    found = examples.signals @ np.array(list(weights.values()), dtype=np.float32)
    alone = mean_ndcg(examples.signals[:, :, 0], examples.wanted)
    assert mean_ndcg(found, examples.wanted) >= alone - 1e-6


def test_scores_are_the_weighted_sum() -> None:
    """Each signal enters in its shape with its weight."""
    shop = histories([[0, 1], [1]])
    models = {"habit": Personal(), "all": fit_popularity(shop, 2.0)}
    weights = {Signal("habit", Shape.plain): 2.0, Signal("all", Shape.share): 1.0}
    scores = Blend(models, weights).scores(history(0, 0), 2.0)[0]
    assert scores[:3] == pytest.approx([2 * 2 + 0.5, 1.0, 0.0])


def test_the_strongest_model_explains() -> None:
    """A product shown for habit is explained by habit, another by its buyers."""
    shop = histories([[0, 1], [1]])
    models = {"habit": Personal(), "all": fit_popularity(shop, 2.0)}
    blend = Blend(models, {Signal("habit", Shape.plain): 1.0, Signal("all", Shape.share): 0.5})
    assert blend.causes(history(0), 2.0, 0)[0].item == 0
    assert blend.causes(history(0), 2.0, 1)[0].item is None


def test_shapes() -> None:
    """Logarithm and share of the largest; below 0 counts as 0."""
    scores = np.array([[3.0, -1.0]], dtype=np.float32)
    assert shaped(scores, Shape.log)[0] == pytest.approx([np.log(4), 0])
    assert shaped(scores, Shape.share)[0] == pytest.approx([1, 0])
    assert shaped(scores, Shape.plain) is scores


def test_candidates_are_reachable_ones() -> None:
    """What may not be listed is not among the candidates."""
    scores = np.array([[5.0, 4.0, 3.0, 2.0]], dtype=np.float32)
    reach = np.array([[False, True, True, True]])
    assert sorted(candidates({GOOD: scores}, {GOOD: 1.0}, reach, 2)[0]) == [1, 2]
