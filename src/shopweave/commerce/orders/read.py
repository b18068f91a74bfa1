"""Look orders up."""

from collections.abc import Sequence
from datetime import datetime

from shopweave.commerce.inbound import cursor as cursors
from shopweave.commerce.inbound.errors import BrokenCursor
from shopweave.commerce.orders.errors import UnknownOrder
from shopweave.commerce.orders.records import single as records
from shopweave.commerce.orders.types import (
    Bought,
    CostDraft,
    Order,
    OrderHead,
    OrderPage,
    OrderStatus,
)
from shopweave.foundation.database import Transaction, from_micros, micros


def get(tx: Transaction, order_id: str) -> Order:
    """One order with its lines; raises `UnknownOrder`."""
    head = records.head(tx, order_id)
    if head is None:
        raise UnknownOrder(order=order_id)
    return Order(head, tuple(records.lines(tx, [order_id]).get(order_id, ())))


def costs(tx: Transaction, order_id: str) -> list[CostDraft]:
    """What the source reported of an order's costs."""
    return records.costs(tx, order_id)


def ids_of(tx: Transaction, source_id: str, external_ids: Sequence[str]) -> dict[str, str]:
    """Our ids of the orders that are known, by the source's own numbers."""
    found = records.known(tx, source_id, external_ids)
    return {number: row.id for number, row in found.items()}


def with_lines(tx: Transaction, heads: Sequence[OrderHead]) -> list[Order]:
    """Orders with their lines, in the order given."""
    lines = records.lines(tx, [head.id for head in heads])
    return [Order(head, tuple(lines.get(head.id, ()))) for head in heads]


def search(
    tx: Transaction,
    words: str = "",
    *,
    status: OrderStatus | None = None,
    channel: str | None = None,
    sort: str = "-at",
    cursor: str | None = None,
    limit: int = 50,
) -> OrderPage:
    """Orders whose number begins with the words.

    sort: at or total; a minus in front puts the latest or largest first.
    """
    query = records.matching(words.strip(), status, channel)
    after = _after(cursor, sort) if cursor else None
    found = records.sorted_by(tx, query, sort, after, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    following = cursors.write(_key(last, sort), last.id) if last else None
    return OrderPage(tuple(found[:limit]), records.count(tx, query), following)


def newest(tx: Transaction, limit: int = 20) -> list[OrderHead]:
    """The newest orders."""
    return records.sorted_by(tx, records.matching("", None, None), "-at", None, limit)


def of_customer(tx: Transaction, customer_ids: Sequence[str], limit: int = 50) -> list[OrderHead]:
    """Orders of a person (all pseudonyms), newest first."""
    return records.sorted_by(tx, records.of_customers(customer_ids), "-at", None, limit)


def bought(tx: Transaction, customer_ids: Sequence[str], limit: int = 200) -> list[Bought]:
    """Products that a person (all pseudonyms) bought, newest first."""
    return records.bought(tx, customer_ids, limit)


def buyers_among(tx: Transaction, customer_ids: Sequence[str]) -> set[str]:
    """Which of these customers ordered."""
    return records.buyers_among(tx, customer_ids)


def products_among(tx: Transaction, product_ids: Sequence[str]) -> set[str]:
    """Which of these products were ordered."""
    return records.products_among(tx, product_ids)


def _key(head: OrderHead, sort: str) -> int:
    return head.total if sort.endswith("total") else micros(head.placed_at)


def _after(cursor: str, sort: str) -> tuple[datetime | int, str] | None:
    key = cursors.read(cursor, int, str)
    try:
        return (key[0] if sort.endswith("total") else from_micros(key[0]), key[1]) if key else None
    except OverflowError as error:
        raise BrokenCursor(cursor=cursor) from error
