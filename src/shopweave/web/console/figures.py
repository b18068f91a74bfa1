"""What was sold in a span of days, beside the span before it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shopweave.commerce.orders import DaySales, sales_by_day
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money


@dataclass(frozen=True, slots=True)
class Span:
    """Sales of some days, each day present. `before` is the sum of as many days before."""

    days: Sequence[date]
    amounts: Sequence[int]
    orders: Sequence[int]
    currency: str
    before: int

    @property
    def total(self) -> Money:
        """The sum of all days."""
        return Money(sum(self.amounts), self.currency)

    @property
    def change(self) -> float | None:
        """Growth against the span before, None when there was nothing then."""
        return sum(self.amounts) / self.before - 1 if self.before > 0 else None

    @property
    def rows(self) -> list[tuple[date, int, Money]]:
        """Day, orders and money, the newest first."""
        money = [Money(amount, self.currency) for amount in self.amounts]
        return list(zip(self.days, self.orders, money, strict=True))[::-1]


def sold(tx: Transaction, now: datetime, days: int, zone: str, currency: str) -> Span:
    """What was sold in the last `days` days, in the currency that most of it was paid in."""
    found = sales_by_day(tx, now - timedelta(days=2 * days), now, zone)
    sums = Counter[str]()
    for sale in found:
        sums[sale.currency] += sale.amount
    main = sums.most_common(1)[0][0] if sums else currency
    return _span([sale for sale in found if sale.currency == main], now.date(), days, main)


def _span(found: list[DaySales], today: date, days: int, currency: str) -> Span:
    by_day = {sale.day: sale for sale in found}
    last = max([today, *by_day])
    shown = [last - timedelta(days=back) for back in range(days - 1, -1, -1)]
    sales = [by_day.get(day) for day in shown]
    before = sum(sale.amount for day, sale in by_day.items() if day < shown[0])
    amounts = [sale.amount if sale else 0 for sale in sales]
    return Span(shown, amounts, [sale.orders if sale else 0 for sale in sales], currency, before)
