"""What was sold in a span of days, beside the span before it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shopweave.commerce import orders
from shopweave.commerce.orders import DaySales
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


def latest(tx: Transaction, now: datetime) -> datetime:
    """Now; for a shop whose newest order is more than a week old, the day after that order.

    So a past that was just brought in has figures too.
    """
    newest = orders.newest(tx, 1)
    if not newest or now - newest[0].placed_at < timedelta(days=7):
        return now
    return newest[0].placed_at + timedelta(days=1)


def sold(tx: Transaction, now: datetime, days: int, zone: str, currency: str) -> Span:
    """What was sold in the last `days` whole days, in the currency that most was paid in.

    Today is left out: half a day would look like a fall.
    """
    midnight = now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    found = orders.sales_by_day(tx, midnight - timedelta(days=2 * days), midnight, zone)
    sums = Counter[str]()
    for sale in found:
        sums[sale.currency] += sale.amount
    main = sums.most_common(1)[0][0] if sums else currency
    return span([sale for sale in found if sale.currency == main], midnight.date(), days, main)


def span(found: Sequence[DaySales], today: date, days: int, currency: str) -> Span:
    """The days before today, and the sum of as many before those; days without sales are 0."""
    by_day = {sale.day: sale for sale in found}
    shown = [today - timedelta(days=back) for back in range(days, 0, -1)]
    sales = [by_day.get(day) for day in shown]
    before = sum(sale.amount for day, sale in by_day.items() if day < shown[0])
    amounts = [sale.amount if sale else 0 for sale in sales]
    return Span(shown, amounts, [sale.orders if sale else 0 for sale in sales], currency, before)
