"""Every statement about news that orders were cancelled or refunded."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, select

from shopweave.commerce.orders.tables import order_lines, order_reversals, orders
from shopweave.commerce.orders.types import Reversal, ReversalKind
from shopweave.foundation.database import Transaction

_KEY = ("source_id", "external_id", "message")


def add(tx: Transaction, source_id: str, told: Sequence[Reversal]) -> None:
    """Keep the news; what is known already is left as it is."""
    rows = [
        {
            "source_id": source_id,
            "external_id": one.external_id,
            "message": one.message,
            "kind": one.kind.value,
            "at": one.at,
            "products": [list(product) for product in one.products],
            "amount": one.amount,
            "currency": one.currency,
        }
        for one in told
    ]
    tx.insert_new(order_reversals, rows, key=_KEY)


def of_orders(
    tx: Transaction, source_id: str, external_ids: Iterable[str]
) -> dict[str, list[Reversal]]:
    """News by the order's external id; quick for a source that never told any."""
    r = order_reversals.c
    mine = select(order_reversals).where(r.source_id == source_id)
    if tx.first(mine.limit(1)) is None:
        return {}
    found: dict[str, list[Reversal]] = {}
    for row in tx.all(mine.where(tx.one_of(r.external_id, external_ids))):
        found.setdefault(row.external_id, []).append(_reversal(row))
    return found


def _reversal(row: Row[Any]) -> Reversal:
    return Reversal(
        row.external_id,
        bytes(row.message),
        ReversalKind(row.kind),
        row.at,
        tuple((name, units) for name, units in row.products),
        row.amount,
        row.currency,
    )


def whole(
    tx: Transaction, source_id: str, external_ids: Iterable[str]
) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The rows of orders, head and lines, as they stand in the tables."""
    o, line = orders.c, order_lines.c
    query = select(orders).where(o.source_id == source_id)
    heads = [
        dict(row._mapping) for row in tx.all(query.where(tx.one_of(o.external_id, external_ids)))
    ]
    lines: dict[str, list[dict[str, Any]]] = {head["id"]: [] for head in heads}
    wanted = select(order_lines).where(tx.one_of(line.order_id, lines))
    for row in tx.all(wanted.order_by(line.order_id, line.line)):
        lines[row.order_id].append(dict(row._mapping))
    return [(head, lines[head["id"]]) for head in heads]
