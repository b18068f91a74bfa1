"""Batches find the size that takes their due time."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.foundation.database import Pace


@pytest.mark.parametrize(("dialect", "due"), [("sqlite", 0.030), ("postgresql", 0.100)])
@given(each=st.floats(0.00002, 0.002))
def test_settles_at_the_due_time(dialect: str, due: float, each: float) -> None:
    """Where a draft costs the same each time, batches come to take their due time."""
    pace = Pace(dialect)
    for _ in range(60):
        pace.took(timedelta(seconds=pace.size * each))
    wanted = min(5000, max(10, due / each))
    assert pace.size == pytest.approx(wanted, rel=0.3, abs=5)


def test_a_slow_batch_shrinks_the_next_at_once() -> None:
    """Growth goes by quarters, shrinking to less than half."""
    pace = Pace("sqlite", 100)
    pace.took(timedelta(milliseconds=1))
    assert pace.size == 125
    pace.took(timedelta(seconds=1))
    assert pace.size == 50
