"""Seasons: festivals of both calendars, weather, and the week."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.simulate import seasons

FESTIVE = ["springfestival", "dragonboat", "midautumn", "christmas"]
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize("name", FESTIVE)
@given(year=st.integers(2020, 2040))
def test_festive_goods_are_gone_the_day_after(name: str, year: int) -> None:
    """On sale up to the festival itself, not a day longer, in known and unknown years."""
    day = seasons.festival(name, year)
    assert seasons.offered(name, day)
    assert not seasons.offered(name, day + timedelta(days=1))


@given(days, st.sampled_from([None, "spring", "summer", "winter", "giving"]))
def test_everyday_goods_are_always_offered(day: date, season: str | None) -> None:
    """Weather only moves demand; it takes nothing off the shelves."""
    assert seasons.offered(season, day)


@given(days)
def test_demand_is_finite_and_not_negative(day: date) -> None:
    """No season multiplies demand by more than ten."""
    moment = np.array([day], dtype="datetime64[D]")
    for season in [None, "spring", "summer", "winter", "giving", *FESTIVE]:
        assert 0 <= seasons.demand(season, moment)[0] <= 10
    assert seasons.busy(moment)[0] > 0
