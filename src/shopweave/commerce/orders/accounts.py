"""Orders in columns, for whoever keeps the books."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np

from shopweave.commerce.orders.records import ledger
from shopweave.commerce.orders.types import Accounts
from shopweave.foundation.database import Transaction

NOTHING_YET = (-1, "")


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
    """These orders with lines and reported costs, those that are gone left out."""
    heads = _columns(ledger.heads(tx, order_ids), 8)
    position = {key: number for number, key in enumerate(heads[0])}
    lines = _columns(ledger.lines(tx, list(position)), 7)
    costs = _columns(ledger.costs(tx, list(position)), 3)
    return Accounts(
        ids=list(heads[0]),
        source=list(heads[1]),
        channel=list(heads[2]),
        status=list(heads[3]),
        currency=list(heads[4]),
        country=[(known or {}).get("country") for known in heads[5]],
        customer=list(heads[6]),
        placed_at=np.array(heads[7], np.int64),
        order=np.array([position[key] for key in lines[0]], np.int64),
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


def _columns(rows: Sequence[Any], width: int) -> Sequence[tuple[Any, ...]]:
    """The rows' columns; rows as such are slow to look into half a million times."""
    return tuple(zip(*rows, strict=True)) or ((),) * width
