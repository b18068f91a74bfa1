"""Every statement about the prices that held."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Row, func, select, type_coerce

from shopweave.commerce.catalog.tables import price_changes, prices, products
from shopweave.foundation.database import Transaction

c = price_changes.c


def latest(tx: Transaction, product_ids: Iterable[str]) -> Sequence[Row[Any]]:
    """The last change of each price of these products."""
    newest = select(func.max(c.id)).where(tx.one_of(c.product_id, product_ids))
    return tx.all(select(price_changes).where(c.id.in_(newest.group_by(c.owner_id, c.currency))))


def of_products(tx: Transaction, product_ids: Iterable[str]) -> Sequence[Row[Any]]:
    """(owner, currency, moment, microseconds, amount, compare_at), oldest first."""
    micros = type_coerce(c.at, BigInteger).label("micros")
    query = select(c.owner_id, c.currency, c.at, micros, c.amount, c.compare_at)
    return tx.all(query.where(tx.one_of(c.product_id, product_ids)).order_by(c.id))


def current(tx: Transaction, product_ids: Iterable[str]) -> Sequence[Row[Any]]:
    """(product, owner, source, currency, amount, compare_at) of products that were described."""
    p = prices.c
    query = select(
        p.product_id, p.owner_id, products.c.source_id, p.currency, p.amount, p.compare_at
    ).join(products, products.c.id == p.product_id)
    return tx.all(query.where(tx.one_of(p.product_id, product_ids), products.c.implied.is_(False)))


def add(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append changes."""
    tx.load(price_changes, rows)
