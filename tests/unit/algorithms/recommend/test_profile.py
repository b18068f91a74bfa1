"""Events weigh what their weighing says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.algorithms.recommend.shops import history

from shopweave.algorithms.recommend.item_to_item import ItemToItem
from shopweave.algorithms.recommend.profile import (
    COUNT,
    LOG,
    ONCE,
    Kind,
    Weighing,
    decay,
    dense,
    half_life,
    profile,
    weighed,
)

WEIGHINGS = [ONCE, COUNT, LOG, half_life(1.5), decay(0.7), decay(0.7, last=3)]


@pytest.mark.parametrize(
    ("weighing", "expected"),
    [
        (ONCE, [1, 1, 0]),
        (COUNT, [2, 1, 0]),
        (LOG, [np.log(3), np.log(2), 0]),
        (half_life(1.0), [0.25 + 1, 0.5, 0]),
        (decay(0.5), [0.25 + 1, 0.5, 0]),
        (decay(0.5, last=2), [1, 0.5, 0]),
    ],
)
def test_weights_follow_their_kind(weighing: Weighing, expected: list[float]) -> None:
    """Product 0 bought on days 0 and 2, product 1 on day 1, seen on day 2."""
    row = profile(history(0, 1, 0, catalogue=3), weighing, 2.0).toarray()[0]
    assert row == pytest.approx(expected)


@given(st.lists(st.integers(0, 4), max_size=12), st.sampled_from(WEIGHINGS))
def test_one_customer_weighs_the_same_without_a_matrix(
    items: list[int], weighing: Weighing
) -> None:
    """The quick ways for a single customer give the row that the matrix has."""
    bought = history(*items, catalogue=5)
    row = profile(bought, weighing, 12.0).toarray()
    own, weights = weighed(bought, weighing, 12.0)
    assert own.tolist() == sorted(set(items))
    assert weights == pytest.approx(row[0, own])
    assert dense(bought, weighing, 12.0) == pytest.approx(row)


@given(st.lists(st.integers(0, 4), max_size=12), st.sampled_from(WEIGHINGS))
def test_votes_add_up_the_same_for_one_customer_and_for_many(
    items: list[int], weighing: Weighing
) -> None:
    """One row of a block scores as the same customer asked alone, and the shares make the score."""
    votes = np.random.default_rng(len(items)).random((5, 5), dtype=np.float32)
    model = ItemToItem(votes, weighing)
    bought = history(*items, catalogue=5)
    both = bought.of(np.array([0, 0]))
    alone = model.scores(bought, 12.0)
    assert alone[0] == pytest.approx(model.scores(both, 12.0)[1], rel=1e-5)
    assert alone[0] == pytest.approx(model.shares(bought, 12.0, range(5))[1].sum(axis=0), rel=1e-5)


def test_profiles_leave_the_histories_alone() -> None:
    """Summing duplicates works on a copy."""
    bought = history(0, 1, 0, catalogue=3)
    profile(bought, COUNT, 2.0)
    assert bought.items.tolist() == [0, 1, 0]


@pytest.mark.parametrize(("kind", "rate"), [(Kind.days, 0.0), (Kind.steps, 0.0), (Kind.steps, 2.0)])
def test_impossible_rates_are_refused(kind: Kind, rate: float) -> None:
    """A half-life of no days, a decay that grows: both are mistakes, named where they happen."""
    with pytest.raises(ValueError, match=r"half-life|decay"):
        Weighing(kind, rate)
