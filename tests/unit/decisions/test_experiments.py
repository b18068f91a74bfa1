"""Everyone keeps his arm, and the arms have their shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.decisions import HOLDOUT, TREATED, Experiment, arm_of, with_holdout

units = st.text(min_size=1, max_size=40)


@given(units, st.floats(0, 100))
def test_keeps_its_arm(unit: str, percent: float) -> None:
    """The same unit gets the same arm each time it is asked for."""
    experiment = with_holdout("home", percent)
    assert arm_of(experiment, unit) == arm_of(experiment, unit)


@given(units, st.floats(0, 50), st.floats(0, 50))
def test_grows_without_letting_go(unit: str, percent: float, more: float) -> None:
    """A larger holdout keeps everyone who was held out before."""
    if arm_of(with_holdout("home", percent), unit) == HOLDOUT:
        assert arm_of(with_holdout("home", percent + more), unit) == HOLDOUT


def test_holds_out_about_its_share() -> None:
    """Of 20,000 units about 5 % are held out: within four standard deviations."""
    experiment = with_holdout("home", 5)
    held = sum(arm_of(experiment, f"c{n}") == HOLDOUT for n in range(20_000))
    assert abs(held - 1000) < 4 * (20_000 * 0.05 * 0.95) ** 0.5


def test_draws_each_experiment_anew() -> None:
    """Two experiments do not hold out the same people."""
    held = [
        {n for n in range(5000) if arm_of(with_holdout(name, 20), f"c{n}") == HOLDOUT}
        for name in ("home", "cart")
    ]
    assert len(held[0] & held[1]) < len(held[0]) / 2


def test_treats_all_when_nobody_is_held_out() -> None:
    """A holdout of nothing treats everyone."""
    assert {arm_of(with_holdout("home", 0), f"c{n}") for n in range(100)} == {TREATED}


def test_refuses_shares_that_do_not_add_up() -> None:
    """Arms must cover everyone."""
    with pytest.raises(ValueError, match="add up"):
        Experiment("home", {"a": 1})
