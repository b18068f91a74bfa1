"""Every statement about the books: what each line left, what is due, and sums."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Row, Select, case, delete, func, select, type_coerce

from shopweave.commerce.money.tables import (
    line_profits,
    profit_due,
    profit_state,
    unbooked_orders,
)
from shopweave.foundation.database import Transaction

Rows = Sequence[Row[Any]]
p = line_profits.c
_SPENT = ("goods", "commission", "payment", "shipping")


def state(tx: Transaction) -> Row[Any] | None:
    """How far the books are."""
    return tx.first(select(profit_state))


def set_state(tx: Transaction, values: Mapping[str, Any]) -> None:
    """Note how far the books are."""
    tx.upsert(profit_state, [{"id": 1, **values}], key=["id"])


def add_due(tx: Transaction, order_ids: Iterable[str]) -> None:
    """Let orders be booked again."""
    tx.load(profit_due, [{"order_id": order_id} for order_id in order_ids])


def due(tx: Transaction, limit: int) -> Rows:
    """(id, order_id) of orders that are to be booked again, the oldest notes first."""
    return tx.all(select(profit_due).order_by(profit_due.c.id).limit(limit))


def count_due(tx: Transaction) -> int:
    """How many orders are to be booked again."""
    return int(tx.scalar(select(func.count(profit_due.c.order_id.distinct()))))


def drop_due(tx: Transaction, ids: Sequence[int]) -> None:
    """Strike notes out that were dealt with."""
    if ids:
        tx.execute(delete(profit_due).where(tx.one_of(profit_due.c.id, ids)))


def replace(
    tx: Transaction,
    order_ids: Sequence[str],
    lines: Sequence[Mapping[str, Any]],
    unbooked: Sequence[Mapping[str, Any]],
) -> None:
    """Book orders anew."""
    for table in (line_profits, unbooked_orders):
        tx.execute(delete(table).where(tx.one_of(table.c.order_id, order_ids)))
    tx.load(line_profits, lines)
    tx.load(unbooked_orders, unbooked)


def sums(tx: Transaction, since: int, until: int, by: str | None, product: str | None) -> Rows:
    """Sums from a moment to before another (microseconds), by a column or all together."""
    key = p[by].label("key") if by else None
    columns = [] if key is None else [key]
    query = _within(select(*columns, *_sums()), since, until)
    if product is not None:
        query = query.where(p.product_id == product)
    return tx.all(query if key is None else query.group_by(key))


def by_product_and_channel(tx: Transaction, since: int, until: int) -> Rows:
    """Sums of what was sold, for each product and channel; only where every cost is known."""
    query = _within(select(p.product_id, p.channel, *_sums()), since, until)
    query = query.where(p.product_id.is_not(None)).group_by(p.product_id, p.channel)
    return tx.all(query.having(func.min(case((p.known, 1), else_=0)) == 1))


def missing(tx: Transaction, since: int, until: int) -> Rows:
    """(product, units, amount) of goods that were sold without a known cost, most first."""
    amount = func.sum(p.revenue - p.tax)
    units = func.sum(p.quantity, type_=p.quantity.type)
    query = select(p.product_id, units.label("units"), amount.label("amount"))
    query = _within(query, since, until).where(p.known.is_(False), p.product_id.is_not(None))
    return tx.all(query.group_by(p.product_id).order_by(amount.desc()))


def unbooked(tx: Transaction) -> Rows:
    """(currency, orders) that lack a rate."""
    u = unbooked_orders.c
    query = select(u.currency, func.count().label("orders")).group_by(u.currency)
    return tx.all(query.order_by(func.count().desc()))


def of_lines(tx: Transaction, keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """(order, line) to what it left, of lines that are booked and whose cost is known."""
    wanted = set(keys)
    query = select(line_profits).where(tx.one_of(p.order_id, {order for order, _ in wanted}))
    return {
        (row.order_id, row.line): _left(row)
        for row in tx.all(query.where(p.known))
        if (row.order_id, row.line) in wanted
    }


def _left(row: Any) -> int:
    spent = row.goods + row.commission + row.payment + row.shipping + row.returns + row.other
    return int(row.revenue - row.tax - spent)


def _within(query: Select[Any], since: int, until: int) -> Select[Any]:
    return query.where(p["at"] >= since, p["at"] < until)


def _sums() -> list[Any]:
    """What comes back stands in `returns`: the money, less the goods and fees that come along."""
    sold = case((p.returned, 0), else_=1)
    back = p.revenue - p.tax - p.goods - p.commission - p.payment - p.shipping
    units = type_coerce(p.quantity, BigInteger)
    unknown = case((p.known, 0), else_=p.revenue - p.tax)
    return [
        func.count(p.order_id.distinct()).label("orders"),
        func.sum(units * sold).label("units"),
        *(func.sum(p[name] * sold).label(name) for name in ("revenue", "tax", *_SPENT)),
        func.sum(p.returns - case((p.returned, back), else_=0)).label("returns"),
        func.sum(p.other).label("other"),
        func.sum(unknown).label("unknown"),
    ]
