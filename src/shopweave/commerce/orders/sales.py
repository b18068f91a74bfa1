"""What was sold, added up. Drafts and cancelled orders are not sold; returns count below zero."""

from datetime import datetime

from shopweave.commerce.orders.types import DaySales, ShareSales
from shopweave.foundation.database import Transaction


def sales_by_day(
    tx: Transaction, since: datetime, until: datetime, time_zone: str = "UTC"
) -> list[DaySales]:
    """Sales per day of the time zone's calendar, oldest first, for each currency."""
    raise NotImplementedError


def sales_by_product(
    tx: Transaction, since: datetime, until: datetime, limit: int = 20
) -> list[ShareSales]:
    """The products that sold for most, for each currency."""
    raise NotImplementedError


def sales_by_channel(tx: Transaction, since: datetime, until: datetime) -> list[ShareSales]:
    """Sales per channel, for each currency."""
    raise NotImplementedError
