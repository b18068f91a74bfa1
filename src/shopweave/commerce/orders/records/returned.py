"""Every statement about what came back of orders elsewhere than where it was bought."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import BigInteger, delete, func, select, type_coerce

from shopweave.commerce.orders.tables import order_returns, orders
from shopweave.commerce.orders.types import BroughtBack
from shopweave.foundation.database import Transaction

_C = order_returns.c


def add(tx: Transaction, rows: Sequence[BroughtBack]) -> None:
    """Keep what came back."""
    tx.load(order_returns, [asdict(row) for row in rows])


def remove(tx: Transaction, key: str) -> None:
    """Forget a return."""
    tx.execute(delete(order_returns).where(_C.key == key))


def orders_of(tx: Transaction, key: str) -> list[str]:
    """The orders of a return."""
    return [row.order_id for row in tx.all(select(_C.order_id).where(_C.key == key).distinct())]


def bought_at(tx: Transaction, keys: Iterable[str]) -> dict[tuple[str, str], int]:
    """Receipt and goods to the microseconds when what it took back was bought first."""
    placed = func.min(type_coerce(orders.c.placed_at, BigInteger)).label("at")
    query = select(_C.key, _C.goods, placed).join(orders, orders.c.id == _C.order_id)
    query = query.where(_C.booked, tx.one_of(_C.key, keys)).group_by(_C.key, _C.goods)
    return {(row.key, row.goods): row.at for row in tx.all(query)}


def of_orders(tx: Transaction, order_ids: Iterable[str]) -> dict[str, list[BroughtBack]]:
    """What came back by order, in the order in which it was told."""
    found: dict[str, list[BroughtBack]] = {}
    query = select(order_returns).where(tx.one_of(_C.order_id, order_ids))
    for row in tx.all(query.order_by(_C.order_id, _C.key, _C.line)):
        found.setdefault(row.order_id, []).append(BroughtBack(**row._mapping))
    return found
