"""What makes two offers one is learned from examples and kept as text."""

import numpy as np
import pytest

from shopweave.algorithms.matching import (
    Matcher,
    Offer,
    best_threshold,
    features,
    fit,
    gather,
    quality,
    unpack,
)

RANDOM = np.random.default_rng(5)
SIZE = 120


def _example() -> tuple[np.ndarray, np.ndarray]:
    """Kettles of two shops: the same ones, and each beside its neighbour."""
    codes = [f"K{number}" for number in RANDOM.permutation(9000)[:SIZE] + 1000]
    ours = gather(
        Offer(f"Brew kettle {code} steel", price=20.0 + n) for n, code in enumerate(codes)
    )
    theirs = gather(
        Offer(f"{code.lower()} brew steel", price=21.0 + n) for n, code in enumerate(codes)
    )
    li = np.concatenate([np.arange(SIZE), np.arange(SIZE)])
    ri = np.concatenate([np.arange(SIZE), (np.arange(SIZE) + 1) % SIZE])
    return features(ours, theirs, li, ri)[1], np.repeat([1, 0], SIZE)


@pytest.fixture(scope="module")
def learned() -> tuple[Matcher, np.ndarray, np.ndarray]:
    """A matcher that saw the first half of each kind."""
    table, same = _example()
    first = np.arange(2 * SIZE) % SIZE < SIZE // 2
    return fit(table[first], same[first]), table[~first], same[~first]


def test_the_same_kettles_are_recognised(learned: tuple[Matcher, np.ndarray, np.ndarray]) -> None:
    """Pairs that were not learned from are told apart without a fault."""
    matcher, table, same = learned
    assert quality(same, matcher.probability(table) >= 0.5).f1 == 1.0


def test_a_packed_matcher_says_the_same(learned: tuple[Matcher, np.ndarray, np.ndarray]) -> None:
    """Text and back changes no probability; learning again from the same gives the same."""
    matcher, table, _ = learned
    again = unpack(matcher.pack(), matcher.threshold)
    assert np.array_equal(again.probability(table), matcher.probability(table))
    assert len(matcher.probability(table[:0])) == 0


def test_features_of_empty_offers_are_finite_but_for_unknown_prices() -> None:
    """An offer without words divides by nothing."""
    names, table = features(gather([Offer("")]), gather([Offer("")]), np.array([0]), np.array([0]))
    known = [not name.startswith("price") for name in names]
    assert np.all(np.isfinite(table[:, known]))


def test_the_threshold_is_where_f1_is_best() -> None:
    """Midway between the last value taken in and the first left out; ties stay together."""
    same = np.array([1, 1, 0, 1, 0])
    assert best_threshold(same, np.array([0.9, 0.8, 0.3, 0.6, 0.1])) == pytest.approx(0.45)
    tied = np.array([0.9, 0.5, 0.5, 0.5, 0.1])
    assert best_threshold(same, tied) == pytest.approx(0.3)
    assert quality(same, tied >= 0.3).recall == 1.0
