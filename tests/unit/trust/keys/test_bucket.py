"""A key makes as many requests as it may, in any rhythm."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopweave.trust.keys import Bucket

START = datetime(2026, 11, 23, 12, tzinfo=UTC)


@given(st.lists(st.floats(0, 0.5), min_size=1, max_size=300), st.integers(1, 20))
def test_never_exceeds_the_rate(gaps: list[float], per_second: int) -> None:
    """In any rhythm no more pass than two seconds' worth plus the rate times the time."""
    bucket, now, passed = Bucket(per_second, START), START, 0
    for gap in gaps:
        now += timedelta(seconds=gap)
        passed += bucket.take(now)
    assert passed <= 2 * per_second + per_second * (now - START).total_seconds() + 1e-6


def test_fills_again() -> None:
    """After a pause an empty bucket lets pass again."""
    bucket = Bucket(1, START)
    assert [bucket.take(START) for _ in range(3)] == [True, True, False]
    assert bucket.take(START + timedelta(seconds=1))


def test_bears_a_clock_set_back() -> None:
    """A clock that goes back gives nothing and breaks nothing."""
    bucket = Bucket(1, START)
    bucket.take(START)
    bucket.take(START)
    assert not bucket.take(START - timedelta(hours=1))
    assert bucket.take(START + timedelta(seconds=2))
