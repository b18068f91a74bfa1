"""What was sold, added up. Drafts and cancelled orders are not sold; returns count below zero.

An order that its source calls refunded, without a line that came back, counts with no money.
"""

from collections import defaultdict
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from shopweave.commerce.orders.records import sums
from shopweave.commerce.orders.types import DaySales, ShareSales
from shopweave.foundation.database import Transaction

# Every zone's offset is a multiple of a quarter of an hour.
_QUARTER = 900


def sales_by_day(
    tx: Transaction, since: datetime, until: datetime, time_zone: str = "UTC"
) -> list[DaySales]:
    """Sales per day of the time zone's calendar, oldest first, for each currency."""
    zone = ZoneInfo(time_zone)
    days: dict[tuple[date, str], list[float]] = defaultdict(lambda: [0, 0.0, 0])
    for row in sums.by_bucket(tx, since, until, _QUARTER):
        day = datetime.fromtimestamp(row.bucket * _QUARTER, UTC).astimezone(zone).date()
        total = days[day, row.currency]
        total[0] += row.orders
        total[1] += row.units
        total[2] += row.amount
    return [
        DaySales(day, currency, int(orders), round(units, 3), int(amount))
        for (day, currency), (orders, units, amount) in sorted(days.items())
    ]


def sales_by_product(
    tx: Transaction, since: datetime, until: datetime, limit: int = 20
) -> list[ShareSales]:
    """The products that sold for most, for each currency."""
    rows = sums.by_product(tx, since, until, limit)
    return [ShareSales(r.key, r.currency, r.orders, r.units, int(r.amount)) for r in rows]


def sales_of_product(
    tx: Transaction, product_id: str, since: datetime, until: datetime
) -> ShareSales | None:
    """What one product sold for, in the currency of the largest sum; None when it did not sell."""
    rows = sums.by_product(tx, since, until, 1, product_id)
    found = [ShareSales(r.key, r.currency, r.orders, r.units, int(r.amount)) for r in rows]
    return found[0] if found else None


def sales_by_channel(tx: Transaction, since: datetime, until: datetime) -> list[ShareSales]:
    """Sales per channel, for each currency, the largest first."""
    rows = sums.by_channel(tx, since, until)
    return [ShareSales(r.key, r.currency, r.orders, r.units, int(r.amount)) for r in rows]
