"""The money of a single order, worked out as it stands now, and rules tried on past orders."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shopweave.commerce import orders, sources
from shopweave.commerce.money.booking import AMOUNTS, Booked, book
from shopweave.commerce.money.ground import ground
from shopweave.commerce.money.preferences import MoneyRules
from shopweave.commerce.money.rates import day_number
from shopweave.commerce.money.types import Profit
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money

_LOOKED_AT = 2000


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """What one order left, in the books' currency, and what each of its lines left.

    lacking: currency without a rate, "" when the order could be booked. rate_day: the day of the
    rate that was used, None when none was needed. unknown: lines whose cost nobody told.
    """

    profit: Profit
    currency: str
    by_line: dict[int, int]
    unknown: frozenset[int]
    lacking: str = ""
    rate_day: int | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What other rules would have made of orders of the past: profit before and after."""

    orders: int
    before: Money
    after: Money


def of_order(tx: Transaction, order_id: str) -> OrderMoney | None:
    """The money of an order; None for one that was not sold."""
    accounts = orders.accounts(tx, [order_id])
    looked_at = ground(tx, accounts)
    booked = book(looked_at, accounts)
    if booked.unbooked:
        lacking = str(booked.unbooked[0]["currency"])
        return OrderMoney(Profit(), looked_at.currency, {}, frozenset(), lacking)
    if not booked.lines:
        return None
    head = orders.get(tx, order_id).head
    day = head.placed_at.date()
    rate = looked_at.rates.find(head.currency, looked_at.currency, day_number(day))
    foreign = rate is not None and head.currency != looked_at.currency
    return OrderMoney(
        _sum(booked),
        looked_at.currency,
        {row["line"]: _left(row) for row in booked.lines},
        frozenset(row["line"] for row in booked.lines if not row["known"]),
        rate_day=rate.day if rate and foreign else None,
    )


def preview(tx: Transaction, rules: MoneyRules, since: datetime, until: datetime) -> Effect:
    """What rules would change: the newest orders of this time, booked with both."""
    ids = orders.concerned(tx, since=since, until=until)[-_LOOKED_AT:]
    accounts = orders.accounts(tx, ids)
    now, then = (book(ground(tx, accounts, some), accounts) for some in (None, rules))
    currency = sources.home(tx).currency
    return Effect(len(ids), Money(_sum(now).profit, currency), Money(_sum(then).profit, currency))


def _sum(booked: Booked) -> Profit:
    """All lines together; what comes back stands in `returns`."""
    total = Profit()
    for row in booked.lines:
        total = total.plus(_part(row))
    return replace(total, orders=len({row["order_id"] for row in booked.lines}))


def _part(row: Mapping[str, Any]) -> Profit:
    amounts = {name: row[name] for name in AMOUNTS}
    unknown = 0 if row["known"] else row["revenue"] - row["tax"]
    if not row["returned"]:
        return Profit(units=row["quantity"], unknown=unknown, **amounts)
    return Profit(returns=-_left(row) - row["other"], other=row["other"], unknown=unknown)


def _left(row: Mapping[str, Any]) -> int:
    return int(row["revenue"] - sum(row[name] for name in AMOUNTS[1:]))
