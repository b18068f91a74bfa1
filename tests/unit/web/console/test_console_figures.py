"""Sales of whole days, each day present, beside as many days before."""

from datetime import date, timedelta

from shopweave.commerce.orders import DaySales
from shopweave.foundation.money import Money
from shopweave.web.console.figures import span

TODAY = date(2026, 11, 23)


def day(back: int, amount: int, orders: int = 1) -> DaySales:
    """What was sold so many days ago."""
    return DaySales(TODAY - timedelta(days=back), "EUR", orders, 1.0, amount)


def test_days_without_sales_are_there() -> None:
    """A day on which nothing was sold is a zero, not a gap; today is left out."""
    found = span([day(0, 999), day(1, 300), day(3, 100)], TODAY, 3, "EUR")
    assert list(found.amounts) == [100, 0, 300]
    assert found.total == Money(400, "EUR")
    assert found.days[-1] == TODAY - timedelta(days=1)


def test_growth_is_against_as_many_days_before() -> None:
    """Three days are compared with the three before them."""
    assert span([day(1, 300), day(5, 200)], TODAY, 3, "EUR").change == 0.5


def test_no_growth_from_nothing() -> None:
    """Without sales before there is no percentage."""
    assert span([day(1, 300)], TODAY, 3, "EUR").change is None


def test_the_table_begins_with_the_newest() -> None:
    """View as table shows the newest day first, with its orders and money."""
    rows = span([day(1, 300, 4)], TODAY, 2, "EUR").rows
    assert rows[0] == (TODAY - timedelta(days=1), 4, Money(300, "EUR"))
