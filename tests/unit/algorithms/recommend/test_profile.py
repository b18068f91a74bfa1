"""Events weigh what their weighing says."""

import numpy as np
import pytest
from tests.unit.algorithms.recommend.shops import history

from shopweave.algorithms.recommend.profile import (
    COUNT,
    LOG,
    ONCE,
    Kind,
    Weighing,
    decay,
    half_life,
    profile,
)


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
