"""Every statement that reads many orders at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, Select, and_, case, exists, func, select, type_coerce

from shopweave.commerce.orders.tables import order_lines, orders
from shopweave.commerce.orders.types import NOT_SOLD, LineKind, OrderStatus
from shopweave.foundation.database import Transaction

Rows = Sequence[Row[Any]]

_GOODS = [LineKind.PRODUCT, LineKind.RETURN]
_at = type_coerce(orders.c.placed_at, BigInteger)
_came_back = exists().where(
    order_lines.c.order_id == orders.c.id, order_lines.c.kind == LineKind.RETURN
)
# The source says "refunded" and not what came back: as in the books, all was paid back.
_paid_back = and_(orders.c.status == OrderStatus.REFUNDED, ~_came_back.correlate(orders))
_goods = case((_paid_back, 0), else_=orders.c.goods)
_units = func.sum(case((_paid_back, 0), else_=orders.c.units), type_=orders.c.units.type)


def by_bucket(tx: Transaction, since: datetime, until: datetime, seconds: int) -> Rows:
    """Sales per stretch of time (its number since 1970) and currency."""
    bucket = (_at // (seconds * 1_000_000)).label("bucket")
    o = orders.c
    query = _sums(bucket, since, until).group_by(bucket, o.currency).order_by(bucket, o.currency)
    return tx.all(query)


def by_channel(tx: Transaction, since: datetime, until: datetime) -> Rows:
    """Sales per channel and currency, the largest first."""
    o = orders.c
    query = _sums(o.channel.label("key"), since, until).group_by(o.channel, o.currency)
    return tx.all(query.order_by(func.sum(_goods).desc()))


def _sums(key: Any, since: datetime, until: datetime) -> Select[Any]:
    o = orders.c
    sums = (func.count().label("orders"), _units.label("units"), func.sum(_goods).label("amount"))
    return select(key, o.currency, *sums).where(
        o.placed_at >= since, o.placed_at < until, o.status.not_in(NOT_SOLD)
    )


def by_product(
    tx: Transaction, since: datetime, until: datetime, limit: int, product: str | None = None
) -> Rows:
    """Sales per product and currency, the largest first; of one product or of all."""
    o, line = orders.c, order_lines.c
    amount = func.sum(line.total)
    query = select(
        line.product_id.label("key"),
        o.currency,
        func.count(o.id.distinct()).label("orders"),
        func.sum(line.quantity, type_=line.quantity.type).label("units"),
        amount.label("amount"),
    ).join(order_lines, line.order_id == o.id)
    query = query.where(o.placed_at >= since, o.placed_at < until, o.status.not_in(NOT_SOLD))
    query = query.where(line.kind.in_(_GOODS), line.product_id.is_not(None), ~_paid_back)
    if product is not None:
        query = query.where(line.product_id == product)
    return tx.all(query.group_by(line.product_id, o.currency).order_by(amount.desc()).limit(limit))


def by_customer(tx: Transaction, customer_ids: Sequence[str] | None) -> Rows:
    """(customer, currency, orders, minor units, microseconds of the last) of who bought."""
    o = orders.c
    query = select(
        o.customer_id,
        o.currency,
        func.count().label("orders"),
        func.sum(_goods).label("amount"),
        func.max(_at).label("last_at"),
    ).where(o.customer_id.is_not(None), o.status.not_in(NOT_SOLD))
    if customer_ids is not None:
        query = query.where(tx.one_of(o.customer_id, customer_ids))
    return tx.all(query.group_by(o.customer_id, o.currency))


def heads(tx: Transaction, since: datetime | None, until: datetime | None, anyone: bool) -> Rows:
    """(id, customer, microseconds, currency) of orders that were sold, oldest first."""
    o = orders.c
    query = select(o.id, o.customer_id, _at.label("at"), o.currency).where(
        o.status.not_in(NOT_SOLD)
    )
    if since is not None:
        query = query.where(o.placed_at >= since)
    if until is not None:
        query = query.where(o.placed_at < until)
    if not anyone:
        query = query.where(o.customer_id.is_not(None))
    return tx.all(query.order_by(o.placed_at, o.id))


def product_lines(tx: Transaction) -> Rows:
    """(order, product, thousandths, minor units) of every product line."""
    line = order_lines.c
    units = type_coerce(line.quantity, BigInteger).label("units")
    query = select(line.order_id, line.product_id, units, line.total)
    return tx.all(query.where(line.kind == LineKind.PRODUCT, line.product_id.is_not(None)))


def heads_of(tx: Transaction, customer_ids: Sequence[str]) -> Rows:
    """(microseconds, goods, currency, channel) of a person's sold orders, oldest first."""
    o = orders.c
    query = select(_at.label("at"), _goods.label("goods"), o.currency, o.channel)
    query = query.where(o.customer_id.in_(customer_ids), o.status.not_in(NOT_SOLD))
    return tx.all(query.order_by(o.placed_at, o.id))


def products_of(tx: Transaction, customer_ids: Sequence[str]) -> Rows:
    """Units and sums of a person by product and currency, the largest first."""
    o, line = orders.c, order_lines.c
    amount = func.sum(line.total)
    units = func.sum(line.quantity, type_=line.quantity.type)
    query = select(line.product_id, o.currency, units.label("units"), amount.label("amount"))
    query = query.join(order_lines, line.order_id == o.id)
    query = query.where(o.customer_id.in_(customer_ids), o.status.not_in(NOT_SOLD))
    query = query.where(line.kind.in_(_GOODS), line.product_id.is_not(None), ~_paid_back)
    return tx.all(query.group_by(line.product_id, o.currency).order_by(amount.desc()))
