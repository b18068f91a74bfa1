"""The interval is honest about chance."""

import numpy as np

from shopweave.algorithms.recommend import paired_bootstrap


def test_a_clear_lead_is_better() -> None:
    """A constant lead has an interval of one point, above 0."""
    found = paired_bootstrap(np.full(50, 0.6), np.full(50, 0.5), seed=0)
    assert found.better
    assert abs(found.low - 0.1) < 1e-9


def test_noise_is_not_better() -> None:
    """Differences around 0 have an interval around 0."""
    noise = np.random.default_rng(3).normal(size=400)
    found = paired_bootstrap(noise - noise.mean(), np.zeros(400), seed=0)
    assert found.low < 0 < found.high
    assert not found.better


def test_the_same_seed_gives_the_same_interval() -> None:
    """Results can be repeated."""
    first, second = np.random.default_rng(1).random((2, 100))
    assert paired_bootstrap(first, second, seed=7) == paired_bootstrap(first, second, seed=7)


def test_rows_of_one_customer_are_drawn_together() -> None:
    """One customer counted ten times makes nobody surer."""
    once = np.random.default_rng(2).normal(0.1, 1, 30)
    often, clusters = np.repeat(once, 10), np.repeat(np.arange(30), 10)
    apart = paired_bootstrap(often, np.zeros(300), seed=0)
    together = paired_bootstrap(often, np.zeros(300), seed=0, clusters=clusters)
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_nobody_to_draw() -> None:
    """Without customers there is no difference."""
    assert not paired_bootstrap(np.array([]), np.array([]), seed=0).better
