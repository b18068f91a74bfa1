"""Orders in columns, for whoever keeps the books."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopweave.commerce.orders.columns import Accounts
from shopweave.commerce.orders.records import ledger, returned
from shopweave.commerce.orders.returned import beyond
from shopweave.commerce.orders.types import (
    FIRST_REFUND,
    BroughtBack,
    LineKind,
    OrderStatus,
)
from shopweave.foundation.database import Transaction

NOTHING_YET = (-1, "")
# Behind the lines of refunds that were told of an order.
_FIRST_BROUGHT = 2 * FIRST_REFUND


def written(
    tx: Transaction, after: tuple[int, str] = NOTHING_YET, limit: int = 1000
) -> list[tuple[int, str]]:
    """(batch, id) of orders in the order in which they were written, behind that mark.

    Every overwritten order comes again; the last entry is the mark to go on from.
    """
    return [(row.revision, row.id) for row in ledger.written(tx, after, limit)]


def count_written(tx: Transaction, after: tuple[int, str] = NOTHING_YET) -> int:
    """How many orders were written behind a mark."""
    return ledger.count_written(tx, after)


def revision(tx: Transaction) -> int:
    """Number of the last batch of orders that was written: cheap to ask every second."""
    return ledger.revision(tx)


def buyers_since(tx: Transaction, batch: int, limit: int = 2000) -> list[str]:
    """Customers whose orders were written or changed after a batch, at most `limit`."""
    return ledger.buyers_after(tx, batch, limit)


def concerned(
    tx: Transaction,
    *,
    products: Sequence[str] | None = None,
    source_id: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    written_until: tuple[int, str] | None = None,
) -> list[str]:
    """Ids of orders that a change concerns, oldest first.

    With some of these products, of a source, of a time, and written up to a mark.
    """
    return ledger.concerned(tx, products, source_id, (since, until), written_until)


def first_orders(tx: Transaction, customer_ids: Sequence[str]) -> Mapping[str, int]:
    """When each of these customers first bought, microseconds since 1970."""
    return ledger.first_orders(tx, customer_ids)


def accounts(tx: Transaction, order_ids: Sequence[str]) -> Accounts:
    """These orders with lines and reported costs, those that are gone left out.

    What came back elsewhere and nobody booked stands as lines of its own.
    """
    heads = _columns(ledger.heads(tx, order_ids), 8)
    position = {key: number for number, key in enumerate(heads[0])}
    status = dict(zip(heads[0], heads[3], strict=True))
    lines = _columns(_with_returns(tx, status, ledger.lines(tx, list(position))), 7)
    costs = _columns(ledger.costs(tx, list(position)), 3)
    placed_at = np.array(heads[7], np.int64)
    order = np.array([position[key] for key in lines[0]], np.int64)
    return Accounts(
        ids=list(heads[0]),
        source=list(heads[1]),
        channel=list(heads[2]),
        status=list(heads[3]),
        currency=list(heads[4]),
        country=[(known or {}).get("country") for known in heads[5]],
        customer=list(heads[6]),
        placed_at=placed_at,
        bought_at=_bought_at(tx, lines, placed_at[order]),
        order=order,
        line=list(lines[1]),
        kind=list(lines[2]),
        product=list(lines[3]),
        variant=list(lines[4]),
        quantity=np.array(lines[5], np.int64),
        total=np.array(lines[6], np.int64),
        cost_order=np.array([position[key] for key in costs[0]], np.int64),
        cost_kind=list(costs[1]),
        amount=np.array(costs[2], np.int64),
    )


def _bought_at(
    tx: Transaction, lines: Sequence[tuple[Any, ...]], placed_at: NDArray[np.int64]
) -> NDArray[np.int64]:
    """(m,) when the goods of each line were bought; placed_at: (m,) of its order."""
    known = returned.bought_at(tx, set(lines[0]))
    if not known:
        return placed_at
    for number, (order, _, kind, product, variant, *_) in enumerate(zip(*lines, strict=True)):
        if kind == LineKind.RETURN:
            placed_at[number] = known.get((order, variant or product), placed_at[number])
    return placed_at


def _with_returns(
    tx: Transaction, status: Mapping[str, str], lines: Sequence[Any]
) -> Sequence[Sequence[Any]]:
    brought = returned.of_orders(tx, status)
    if not brought:
        return lines
    shop: dict[str, dict[str, float]] = {order: {} for order in brought}
    for row in lines:
        if row.order_id in brought and row.kind == LineKind.RETURN:
            goods, units = row.variant_id or row.product_id or "", row.units / 1000
            shop[row.order_id][goods] = shop[row.order_id].get(goods, 0.0) - units
    added = [
        line
        for order, rows in brought.items()
        if shop[order] or status[order] != OrderStatus.REFUNDED
        for line in _lines_of(beyond(shop[order], [row for row in rows if not row.booked]))
    ]
    return sorted([*lines, *added], key=lambda line: (line[0], line[1]))


def _lines_of(brought: Sequence[BroughtBack]) -> Iterator[tuple[Any, ...]]:
    """Rows as the ledger has them: the goods, and the tax that stands on lines of its own."""
    number = count(_FIRST_BROUGHT)
    for one in brought:
        variant = one.goods if one.goods != one.product_id else None
        units, worth = -round(one.quantity * 1000), one.tax - one.refund
        goods = (LineKind.RETURN, one.product_id, variant if one.product_id else None)
        yield (one.order_id, next(number), *goods, units, worth)
        if one.tax:
            yield (one.order_id, next(number), LineKind.TAX, None, None, -1000, -one.tax)


def _columns(rows: Sequence[Any], width: int) -> Sequence[tuple[Any, ...]]:
    """The rows' columns; rows as such are slow to look into half a million times."""
    return tuple(zip(*rows, strict=True)) or ((),) * width
