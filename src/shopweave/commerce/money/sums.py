"""What was earned, and what is not known of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shopweave.commerce import catalog, sources
from shopweave.commerce.money.follow import waiting
from shopweave.commerce.money.records import profit as records
from shopweave.commerce.money.types import By, Gaps, Loss, Missing, Profit
from shopweave.foundation.database import Transaction, micros
from shopweave.foundation.money import Money

_COLUMNS = {
    By.CHANNEL: "channel",
    By.SOURCE: "source_id",
    By.SEGMENT: "segment",
    By.PRODUCT: "product_id",
    By.CATEGORY: "product_id",
}
TOLD = 50


def profit(
    tx: Transaction, since: datetime, until: datetime, product_id: str | None = None
) -> Profit:
    """What was earned with orders placed in this time, with one product or all."""
    rows = records.sums(tx, micros(since), micros(until), None, product_id)
    return _profit("", rows[0]) if rows and rows[0].orders else Profit()


def profit_by(tx: Transaction, since: datetime, until: datetime, by: By) -> list[Profit]:
    """The same, told apart; the largest revenue first. What stands under no key has ""."""
    rows = records.sums(tx, micros(since), micros(until), _COLUMNS[by], None)
    found = [_profit(row.key or "", row) for row in rows]
    if by is By.SOURCE:
        names = {source.id: source.name for source in sources.every(tx)}
        found = [_renamed(one, names.get(one.key, one.key)) for one in found]
    if by is By.CATEGORY:
        found = _by_category(tx, found)
    return sorted(found, key=lambda one: (-one.revenue, one.key))


def losses(tx: Transaction, since: datetime, until: datetime) -> list[Loss]:
    """Products that lose money with each sale in a channel, all costs known; the worst first.

    Returns are left out: they are no reason to change the price.
    """
    rows = records.by_product_and_channel(tx, micros(since), micros(until))
    found = [
        Loss(row.product_id, row.channel, replace(_profit(row.product_id, row), returns=0))
        for row in rows
    ]
    sold = [one for one in found if one.profit.profit < 0 and one.profit.units > 0]
    return sorted(sold, key=lambda one: one.profit.profit)


def gaps(tx: Transaction, since: datetime, until: datetime) -> Gaps:
    """What is missing from the figures of this time: costs, rates, orders not booked yet."""
    rows = records.missing(tx, micros(since), micros(until))
    told = tuple(Missing(row.product_id, row.units, int(row.amount)) for row in rows)
    currency = sources.home(tx).currency
    return Gaps(
        waiting(tx),
        {row.currency: row.orders for row in records.unbooked(tx)},
        told[:TOLD],
        len(told),
        Money(sum(one.amount for one in told), currency),
    )


def left_of(tx: Transaction, lines: Iterable[str]) -> dict[str, Money]:
    """What lines left (each as "order/line"), of those that are booked with a known cost."""
    keys = [(order, int(line)) for order, _, line in (one.partition("/") for one in lines) if line]
    currency = sources.home(tx).currency
    left = records.of_lines(tx, keys)
    return {f"{order}/{line}": Money(left[order, line], currency) for order, line in left}


def _profit(key: str, row: Any) -> Profit:
    names = ("revenue", "tax", "goods", "commission", "payment", "shipping")
    amounts = {name: int(getattr(row, name)) for name in (*names, "returns", "other", "unknown")}
    return Profit(key, row.orders, int(row.units) / 1000, **amounts)


def _by_category(tx: Transaction, found: Sequence[Profit]) -> list[Profit]:
    """Products put together by their first category; those without one under ""."""
    paths = catalog.main_categories(tx, [one.key for one in found])
    sums: dict[str, Profit] = {}
    for one in found:
        path = paths.get(one.key, "")
        sums[path] = sums.get(path, Profit(path)).plus(one)
    return list(sums.values())


def _renamed(one: Profit, key: str) -> Profit:
    return Profit(key).plus(one)
