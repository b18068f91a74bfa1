"""The time of an event by our clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.commerce.events import timing
from shopweave.commerce.events.errors import AbsurdTime, UnreadableTime

NOON = 1_772_366_400_000_000  # 2026-03-01T12:00:00Z
SECOND = 1_000_000


@pytest.mark.parametrize(
    "given_time",
    ["2026-03-01T12:00:00Z", "2026-03-01T13:00:00+01:00", "2026-03-01T12:00:00", 1772366400,
     1772366400000],
)  # fmt: skip
def test_reads_the_usual_ways_to_write_a_time(given_time: object) -> None:
    """ISO 8601 with and without zone, seconds and milliseconds are the same moment."""
    assert timing.read(given_time) == NOON


@pytest.mark.parametrize("given_time", ["", "yesterday", True, [], {}, float("nan"), 10**400])
def test_refuses_what_is_no_time(given_time: object) -> None:
    """What cannot be read as a time is refused as such."""
    with pytest.raises(UnreadableTime):
        timing.read(given_time)


def test_corrects_a_clock_that_is_wrong() -> None:
    """A device that is an hour behind says so with sentAt, and its events move by an hour."""
    skew = timing.skew("2026-03-01T11:00:00Z", NOON)
    assert timing.happened("2026-03-01T10:59:30Z", skew, NOON) == NOON - 30 * SECOND


def test_leaves_a_good_clock_alone() -> None:
    """A few seconds between sending and arrival are the way here, and move nothing."""
    assert timing.skew("2026-03-01T11:59:55Z", NOON) == 0


def test_never_lies_in_the_future() -> None:
    """A time that is a few hours ahead becomes the time of arrival."""
    assert timing.happened("2026-03-01T15:00:00Z", 0, NOON) == NOON


@pytest.mark.parametrize("given_time", ["1999-12-31T00:00:00Z", "2026-03-03T00:00:00Z"])
def test_refuses_an_absurd_time(given_time: str) -> None:
    """Before the year 2000 and more than a day ahead nothing happened in a shop."""
    with pytest.raises(AbsurdTime):
        timing.happened(given_time, 0, NOON)


def test_takes_the_arrival_when_nothing_is_said() -> None:
    """Without a time the event happened when it arrived; an unreadable sentAt changes nothing."""
    assert timing.happened(None, 0, NOON) == NOON
    assert timing.skew("soon", NOON) == 0


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans()))
def test_reads_or_refuses_anything(given_time: object) -> None:
    """Any value is a moment between 2000 and now, or a refusal."""
    try:
        at = timing.happened(given_time, 0, NOON)
    except (UnreadableTime, AbsurdTime):
        return
    assert timing.EARLIEST <= at <= NOON
