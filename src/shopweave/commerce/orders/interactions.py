"""Purchases for training, column by column."""

from collections.abc import Iterable
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from shopweave.commerce import customers
from shopweave.commerce.orders.records import sums
from shopweave.commerce.orders.types import Interactions
from shopweave.foundation.database import Transaction


def interactions(
    tx: Transaction,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    anonymous: bool = False,
) -> Interactions:
    """Product lines that were sold, oldest first, of known customers (or of all).

    500,000 lines take a few seconds; pseudonyms are already the ones that count.
    """
    counts = customers.every_canonical(tx)
    heads = sums.heads(tx, since, until, anonymous)
    ids = [row.id for row in heads]
    position = {key: number for number, key in enumerate(ids)}
    lines = [row for row in sums.product_lines(tx) if row.order_id in position]
    order = np.fromiter((position[row.order_id] for row in lines), np.int32, len(lines))
    by_time = np.argsort(order, kind="stable")
    order = order[by_time]
    customer, customer_names = _codes(
        counts.get(key, key) for key in (row.customer_id for row in heads)
    )
    product, product_names = _codes(row.product_id for row in lines)
    currency, currency_names = _codes(row.currency for row in heads)
    return Interactions(
        customers=customer_names,
        products=product_names,
        orders=ids,
        currencies=currency_names,
        customer=customer[order],
        product=product[by_time],
        order=order,
        currency=currency[order].astype(np.int16),
        at=np.fromiter((row.at for row in heads), np.int64, len(heads))[order],
        quantity=(_numbers(row.units for row in lines)[by_time] / 1000).astype(np.float32),
        amount=_numbers(row.total for row in lines)[by_time],
    )


def _codes(values: Iterable[str | None]) -> tuple[NDArray[np.int32], list[str]]:
    """Each value as the position of its first appearance, -1 for None; and the values."""
    known: dict[str | None, int] = {}
    codes = [-1 if v is None else known.setdefault(v, len(known)) for v in values]
    return np.array(codes, np.int32), [value for value in known if value is not None]


def _numbers(values: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(values, np.int64)
