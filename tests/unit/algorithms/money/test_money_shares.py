"""Sharing amounts, taxes, rates, averages."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shopweave.algorithms import money
from shopweave.algorithms.money import Quote, Rates

WEIGHTS = st.lists(st.integers(-10, 10**12), min_size=1, max_size=12)
AMOUNT = st.integers(-(10**13), 10**13)


def _shared(amount: int, weights: list[int]) -> list[int]:
    owner = np.zeros(len(weights), np.int64)
    return money.shares(np.array([amount]), owner, np.array(weights, np.int64)).tolist()


@given(AMOUNT, WEIGHTS)
def test_shares_add_up_to_the_cent(amount: int, weights: list[int]) -> None:
    """Whatever is shared, nothing is lost and nothing is invented."""
    assert sum(_shared(amount, weights)) == amount


@given(st.data(), AMOUNT, WEIGHTS)
def test_shares_do_not_depend_on_the_order_of_lines(
    data: st.DataObject, amount: int, weights: list[int]
) -> None:
    """A line gets the same wherever it stands; only equal lines may change places."""
    turned = data.draw(st.permutations(weights))
    first = sorted(zip(weights, _shared(amount, weights), strict=True))
    second = sorted(zip(turned, _shared(amount, list(turned)), strict=True))
    assert first == second


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_no_share_is_a_whole_unit_off(amount: int, weights: list[int]) -> None:
    """Each share is its exact part, rounded down or up."""
    whole = sum(weights)
    if whole:
        exact = [Fraction(amount * weight, whole) for weight in weights]
        assert all(abs(s - e) < 1 for s, e in zip(_shared(amount, weights), exact, strict=True))


@given(st.lists(st.tuples(AMOUNT, WEIGHTS), min_size=1, max_size=6))
def test_orders_are_shared_each_for_itself(orders: list[tuple[int, list[int]]]) -> None:
    """Many orders at once give what each gives alone."""
    amounts = np.array([amount for amount, _ in orders])
    owner = np.repeat(np.arange(len(orders)), [len(weights) for _, weights in orders])
    weights = np.array([weight for _, some in orders for weight in some], np.int64)
    together = money.shares(amounts, owner, weights).tolist()
    assert together == [share for amount, some in orders for share in _shared(amount, some)]


def test_lines_without_worth_share_alike() -> None:
    """Free samples carry the postage in equal parts."""
    assert _shared(100, [0, 0, 0]) == [34, 33, 33]


@given(st.integers(-(10**13), 10**13), st.integers(0, 10**6))
def test_tax_within_a_price_is_the_tax_on_what_is_left(gross: int, rate: int) -> None:
    """Price less tax, taxed again, is the price, to the cent that rounding costs."""
    rates = np.array([rate])
    tax = money.tax_within(np.array([gross]), rates)
    again = money.tax_on(np.array([gross]) - tax, rates)
    assert abs(int(tax[0] - again[0])) <= 1


@given(AMOUNT, st.integers(0, 10**6))
def test_tax_is_rounded_half_to_even(net: int, rate: int) -> None:
    """The tax is the exact product, rounded once."""
    exact = Fraction(net * rate, money.ONE)
    assert int(money.tax_on(np.array([net]), np.array([rate]))[0]) == round(exact)


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**15), st.integers(1, 10**15))
def test_a_conversion_is_exact(amount: int, numerator: int, denominator: int) -> None:
    """A converted amount is the exact product, rounded half to even."""
    assert money.converted(amount, numerator, denominator) == round(
        Fraction(amount * numerator, denominator)
    )


def test_a_rate_is_never_of_a_later_day() -> None:
    """The newest quote up to the day counts; before the first one there is none."""
    rates = Rates.of([Quote("EUR", "CNY", 20, 8 * 10**9), Quote("EUR", "CNY", 10, 7 * 10**9)])
    held = {day: rates.find("EUR", "CNY", day) for day in (9, 10, 19, 25)}
    assert held[9] is None
    assert [(held[day].numerator, held[day].day) for day in (10, 19, 25)] == [
        (7 * 10**9, 10),
        (7 * 10**9, 10),
        (8 * 10**9, 20),
    ]


def test_rates_turn_round_and_cross() -> None:
    """Dollars to yuan follow from euros to both, and yuan to euros from euros to yuan."""
    rates = Rates.of([Quote("EUR", "CNY", 1, 8 * 10**9), Quote("EUR", "USD", 1, 16 * 10**8)])
    back, over = rates.find("CNY", "EUR", 2), rates.find("USD", "CNY", 2)
    assert Fraction(back.numerator, back.denominator) == Fraction(1, 8)
    assert Fraction(over.numerator, over.denominator) == 5


def test_two_stale_ways_give_way_to_a_fresh_one() -> None:
    """Of two ways over a third currency the one with the younger quotes counts."""
    old = [Quote("EUR", "CNY", 1, 8 * 10**9), Quote("EUR", "USD", 1, 10**9)]
    new = [Quote("GBP", "CNY", 5, 9 * 10**9), Quote("GBP", "USD", 5, 10**9)]
    assert Rates.of([*old, *new]).find("USD", "CNY", 9).day == 5


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 10**6))
def test_an_average_lies_between_old_and_new(had: int, old: int, came: int, new: int) -> None:
    """Receipts move the cost towards their own, never beyond."""
    assert min(old, new) <= money.moving_average(had, old, came, new) <= max(old, new)


def test_what_is_gone_does_not_weigh_on_the_average() -> None:
    """Nothing on hand, or an unknown cost before: the new cost holds alone."""
    assert money.moving_average(0, 500, 1000, 700) == 700
    assert money.moving_average(5000, None, 1000, 700) == 700
