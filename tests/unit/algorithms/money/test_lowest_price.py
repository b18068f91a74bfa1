"""The lowest price before a reduction."""

from hypothesis import given
from hypothesis import strategies as st

from shopweave.algorithms.money import DAY, Change, Reduction, lowest_between, reduction_at

NOW = 100 * DAY


def _change(day: int, amount: int | None, reduced: bool = False) -> Change:
    return Change(day * DAY, amount, reduced)


def test_a_price_that_is_not_announced_as_reduced_has_no_reference() -> None:
    """Only a crossed-out price needs one."""
    assert reduction_at([_change(0, 1000), _change(90, 800)], NOW, 30) is None


def test_the_lowest_price_of_the_days_before_counts() -> None:
    """A price raised just before the sale does not make the sale look larger."""
    changes = [_change(0, 1000), _change(70, 900), _change(85, 1200), _change(95, 950, True)]
    assert reduction_at(changes, NOW, 30) == Reduction(95 * DAY, 900)


def test_an_older_price_is_forgotten() -> None:
    """What held before the days began and no longer then does not count."""
    changes = [_change(0, 500), _change(50, 1000), _change(95, 800, True)]
    assert reduction_at(changes, NOW, 30) == Reduction(95 * DAY, 1000)


def test_the_price_that_held_when_the_days_began_counts() -> None:
    """It was fixed before them and held in them."""
    changes = [_change(0, 700), _change(80, 1000), _change(95, 800, True)]
    assert reduction_at(changes, NOW, 30) == Reduction(95 * DAY, 700)


def test_a_reduction_in_steps_is_one_reduction() -> None:
    """Lowered again and again without a break: the days before the first step count."""
    changes = [_change(0, 1000), _change(80, 900, True), _change(90, 800, True)]
    assert reduction_at(changes, NOW, 30) == Reduction(80 * DAY, 1000)


def test_a_raise_breaks_the_steps() -> None:
    """After a higher price a new reduction begins, and the old sale price is the reference."""
    changes = [_change(0, 1000), _change(80, 600, True), _change(85, 900, True)]
    assert reduction_at(changes, NOW, 30) == Reduction(85 * DAY, 600)


def test_a_usual_price_in_between_breaks_the_steps() -> None:
    """The sale ended; what was charged in it counts against the next one."""
    changes = [_change(0, 1000), _change(80, 700, True), _change(85, 1000), _change(90, 800, True)]
    assert reduction_at(changes, NOW, 30) == Reduction(90 * DAY, 700)


def test_a_new_product_on_sale_has_no_reference() -> None:
    """Nobody paid another price before."""
    assert reduction_at([_change(95, 800, True)], NOW, 30) == Reduction(95 * DAY, None)


def test_a_time_without_a_price_does_not_count() -> None:
    """While it was not sold, no price held."""
    changes = [_change(0, 1000), _change(70, None), _change(90, 800, True)]
    assert reduction_at(changes, NOW, 15) == Reduction(90 * DAY, None)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 50), st.booleans()), max_size=30))
def test_the_reference_is_a_price_that_held(steps: list[tuple[int, int, bool]]) -> None:
    """Compared with looking at every hour of the thirty days."""
    changes = [Change(d * DAY, a, r) for d, a, r in sorted({s[0]: s for s in steps}.values())]
    found = reduction_at(changes, NOW, 30)
    if found is None:
        assert not changes or not changes[-1].reduced
        return
    hours = range(found.began - 30 * DAY, found.began, DAY // 24)
    held = [_held(changes, at) for at in hours]
    assert found.lowest == min((amount for amount in held if amount is not None), default=None)
    assert lowest_between(changes, 0, 0) is None


def _held(changes: list[Change], at: int) -> int | None:
    before = [change.amount for change in changes if change.at <= at]
    return before[-1] if before else None
