"""A portrait says what the purchases say, and nothing when there are too few."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from shopweave.commerce.catalog import Card, Status
from shopweave.commerce.orders import Bought, OrderHead, OrderStatus
from shopweave.foundation.money import Money
from shopweave.web.console.customers.portrait import draw

MONDAY = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
TEA = Card("tea", "1", "Tea", None, None, None, None, Status.ACTIVE, ("Tea > Green",), None)


def head(days: int, goods: int, currency: str = "EUR") -> OrderHead:
    """An order so many days before Monday night."""
    at = MONDAY - timedelta(days=days)
    return OrderHead(
        str(days), "s", "x", "1", "web", OrderStatus.PAID, None, at, currency,
        "c", None, goods, goods, 1, historical=False,
    )  # fmt: skip


def line(product: str, price: int) -> Bought:
    """One bought line."""
    return Bought(product, "o", MONDAY, 1, price, "EUR")


def test_rhythm_is_the_usual_gap() -> None:
    """One long holiday does not change the rhythm; the next order is due one rhythm later."""
    portrait = draw([head(d, 1000) for d in (0, 7, 14, 21, 90)], [], {}, UTC)
    assert portrait.rhythm == 7
    assert portrait.due == MONDAY + timedelta(days=7)


def test_silence_is_three_missed_orders() -> None:
    """Who is a little late is not silent; who missed three usual orders is."""
    portrait = draw([head(d, 1000) for d in (0, 7, 14)], [], {}, UTC)
    assert not portrait.silent(MONDAY + timedelta(days=20))
    assert portrait.silent(MONDAY + timedelta(days=22))
    assert not draw([], [], {}, UTC).silent(MONDAY)


def test_two_orders_are_no_rhythm() -> None:
    """Fewer than three days with an order say nothing about the rhythm."""
    assert draw([head(0, 1), head(7, 1)], [], {}, UTC).rhythm is None


def test_days_are_the_shops_own() -> None:
    """Monday 23:30 in UTC is Tuesday half past midnight in Berlin."""
    portrait = draw([head(0, 1000)], [], {}, ZoneInfo("Europe/Berlin"))
    assert (portrait.weekdays[1], portrait.hour) == (1, 0)


def test_money_is_not_added_across_currencies() -> None:
    """Only the currency of most orders is summed."""
    portrait = draw([head(0, 1000), head(1, 3000), head(2, 9999, "USD")], [], {}, UTC)
    assert portrait.spent == Money(4000, "EUR")
    assert portrait.usual_order == Money(2000, "EUR")


def test_tastes_are_shares_of_what_is_known() -> None:
    """A product without a category counts as a favourite, not as a taste."""
    portrait = draw(
        [head(0, 1)], [line("tea", 300), line("tea", 500), line("x", 100)], {"tea": TEA}, UTC
    )
    assert portrait.categories == [("Green", 1.0)]
    assert portrait.products == [("tea", 2), ("x", 1)]
    assert portrait.usual_price == Money(300, "EUR")


def test_nothing_bought() -> None:
    """A person without orders has an empty portrait."""
    portrait = draw([], [], {}, UTC)
    assert (portrait.orders, portrait.spent, portrait.hour) == (0, None, None)
