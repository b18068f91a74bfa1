"""Who is a little late is not silent; who missed three usual orders is."""

from datetime import UTC, datetime, timedelta

import pytest

from shopweave.commerce.profiles import Rhythm
from shopweave.web.console.customers.silence import silent

DUE = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, False), (14, False), (15, True)])
def test_silence_is_three_missed_orders(days: int, told: bool) -> None:
    """Two more rhythms may pass after the day on which the next order was due."""
    assert silent(Rhythm(7.0, 0.2, DUE), DUE + timedelta(days=days)) is told


def test_without_a_rhythm_nobody_is_silent() -> None:
    """Too few orders say nothing about the next one."""
    assert not silent(None, DUE)
