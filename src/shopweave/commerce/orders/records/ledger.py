"""Every statement that reads orders for the books."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, func, select, type_coerce

from shopweave.commerce.orders.tables import order_costs, order_lines, order_revision, orders
from shopweave.foundation.database import Transaction

Rows = Sequence[Row[Any]]
_at = type_coerce(orders.c.placed_at, BigInteger)


def written(tx: Transaction, after: tuple[int, str], limit: int) -> Rows:
    """(revision, id) of orders in the order in which they were written, behind one of them."""
    o, (revision, order_id) = orders.c, after
    later = (o.revision > revision) | ((o.revision == revision) & (o.id > order_id))
    query = select(o.revision, o.id).where(o.revision >= revision, later)
    return tx.all(query.order_by(o.revision, o.id).limit(limit))


def count_written(tx: Transaction, after: tuple[int, str]) -> int:
    """How many orders were written behind one of them."""
    o, (revision, order_id) = orders.c, after
    later = (o.revision > revision) | ((o.revision == revision) & (o.id > order_id))
    query = select(func.count()).select_from(orders).where(o.revision >= revision, later)
    return int(tx.scalar(query))


def revision(tx: Transaction) -> int:
    """Number of the last batch; 0 before the first."""
    return int(tx.scalar(select(order_revision.c.revision)) or 0)


def buyers_after(tx: Transaction, batch: int, limit: int) -> list[str]:
    """Customers whose orders were written after a batch."""
    o = orders.c
    query = select(o.customer_id).where(o.revision > batch, o.customer_id.is_not(None))
    return [row.customer_id for row in tx.all(query.distinct().limit(limit))]


def concerned(
    tx: Transaction,
    products: Sequence[str] | None,
    source_id: str | None,
    span: tuple[datetime | None, datetime | None],
    mark: tuple[int, str] | None,
) -> list[str]:
    """Ids of orders that fit all that is asked, oldest first."""
    o, line = orders.c, order_lines.c
    query = select(o.id)
    if products is not None:
        holding = select(line.order_id).where(tx.one_of(line.product_id, products))
        query = query.where(o.id.in_(holding))
    if source_id is not None:
        query = query.where(o.source_id == source_id)
    if span[0] is not None:
        query = query.where(o.placed_at >= span[0])
    if span[1] is not None:
        query = query.where(o.placed_at < span[1])
    if mark is not None:
        here = (o.revision < mark[0]) | ((o.revision == mark[0]) & (o.id <= mark[1]))
        query = query.where(here)
    return [row.id for row in tx.all(query.order_by(o.placed_at, o.id))]


def heads(tx: Transaction, order_ids: Sequence[str]) -> Rows:
    """(id, source, channel, status, currency, attributes, customer, microseconds) of orders."""
    o = orders.c
    columns = (o.id, o.source_id, o.channel, o.status, o.currency, o.attributes, o.customer_id)
    return tx.all(select(*columns, _at.label("at")).where(tx.one_of(o.id, order_ids)))


def lines(tx: Transaction, order_ids: Sequence[str]) -> Rows:
    """(order, line, kind, product, variant, thousandths, minor units), the lines in order."""
    c = order_lines.c
    units = type_coerce(c.quantity, BigInteger).label("units")
    columns = (c.order_id, c.line, c.kind, c.product_id, c.variant_id, units, c.total)
    query = select(*columns).where(tx.one_of(c.order_id, order_ids))
    return tx.all(query.order_by(c.order_id, c.line))


def costs(tx: Transaction, order_ids: Sequence[str]) -> Rows:
    """(order, kind, minor units) of reported costs."""
    c = order_costs.c
    return tx.all(select(c.order_id, c.kind, c.amount).where(tx.one_of(c.order_id, order_ids)))


def first_orders(tx: Transaction, customer_ids: Sequence[str]) -> dict[str, int]:
    """Customer to the microseconds of the first order."""
    o = orders.c
    query = select(o.customer_id, func.min(_at).label("at"))
    query = query.where(tx.one_of(o.customer_id, customer_ids)).group_by(o.customer_id)
    return {row.customer_id: row.at for row in tx.all(query)}
