"""A shortage is told when goods sell, were counted, and will not last."""

from datetime import UTC, datetime

import pytest

from shopweave.commerce.orders import ShareSales
from shopweave.commerce.stock import Level
from shopweave.web.console.today.shelves import DAYS, shortages

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def sold(product: str, units: float, amount: int = 28_00) -> ShareSales:
    """What four weeks sold of a product."""
    return ShareSales(product, "EUR", 3, units, amount)


def level(product: str, on_hand: float, *, counted: bool = True) -> Level:
    """What lies at one place."""
    return Level(product, product, "shop", on_hand, NOW if counted else None, counted, NOW)


def test_a_shortage_carries_its_price() -> None:
    """A week without the product costs a quarter of what four weeks brought."""
    short = shortages([sold("tea", 28)], [level("tea", 2)])
    assert [(one.product, one.left, one.a_week) for one in short] == [("tea", 2.0, 700)]


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ([level("tea", 0)], True),
        ([level("tea", -3)], True),
        ([level("tea", 2), level("tea", 20)], False),
        ([level("tea", 0, counted=False)], False),
        ([], False),
    ],
    ids=["gone", "below zero", "enough elsewhere", "never counted", "no stock kept"],
)
def test_only_what_is_known_to_run_out_is_told(levels: list[Level], told: bool) -> None:
    """All places count together; stock that nobody counted says nothing."""
    assert bool(shortages([sold("tea", 28)], levels)) is told


def test_returns_alone_are_no_demand() -> None:
    """A product that only came back is not missed."""
    assert shortages([sold("tea", -2)], [level("tea", 0)]) == []


def test_the_pace_is_that_of_the_span() -> None:
    """Stock for five days or more is no shortage."""
    assert shortages([sold("tea", DAYS)], [level("tea", 5)]) == []
