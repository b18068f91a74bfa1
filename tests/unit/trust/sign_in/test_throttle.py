"""Guessing is slow; forgetting heals."""

from datetime import UTC, datetime, timedelta

import pytest

from shopweave.trust.sign_in import TooManyAttempts
from shopweave.trust.sign_in.throttle import WINDOW, Throttle

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_stops_at_the_limit_and_heals() -> None:
    """The tenth failure closes the account for the window, not for longer."""
    throttle, limits = Throttle(), {"account anna": 10}
    for _ in range(10):
        throttle.check(limits, NOW)
        throttle.failed(limits, NOW)
    with pytest.raises(TooManyAttempts):
        throttle.check(limits, NOW + WINDOW)
    assert throttle.check(limits, NOW + WINDOW + timedelta(seconds=1)) is None


def test_counts_an_address_over_all_accounts() -> None:
    """Trying one password on many accounts from one address ends too."""
    throttle = Throttle()
    for number in range(50):
        throttle.failed({f"account {number}": 10, "address 1.2.3.4": 50}, NOW)
    with pytest.raises(TooManyAttempts):
        throttle.check({"account new": 10, "address 1.2.3.4": 50}, NOW)


def test_success_forgets() -> None:
    """Who gets in starts counting anew."""
    throttle = Throttle()
    for _ in range(10):
        throttle.failed({"account anna": 10}, NOW)
    throttle.succeeded("account anna")
    assert throttle.check({"account anna": 10}, NOW) is None


def test_memory_is_bounded() -> None:
    """A flood of invented logins does not fill the memory."""
    throttle = Throttle()
    for number in range(10_050):
        throttle.failed({f"account {number}": 10}, NOW)
    assert len(throttle._failures) == 10_000
