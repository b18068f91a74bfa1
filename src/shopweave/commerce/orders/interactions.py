"""Purchases for training, column by column."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopweave.commerce import customers
from shopweave.commerce.orders.columns import Interactions
from shopweave.commerce.orders.records import sums
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
    ids, buyers, times, currencies = _columns(sums.heads(tx, since, until, anonymous))
    of, bought, units, totals = _columns(sums.product_lines(tx))
    position = {key: number for number, key in enumerate(ids)}
    order = np.array([position.get(key, -1) for key in of], np.int32)
    by_time = np.argsort(order, kind="stable")[np.count_nonzero(order < 0) :]
    order = order[by_time]
    customer, customer_names = _codes(counts.get(buyer, buyer) for buyer in buyers)
    product, product_names = _codes(bought)
    currency, currency_names = _codes(currencies)
    return Interactions(
        customers=customer_names,
        products=product_names,
        orders=list(ids),
        currencies=currency_names,
        customer=customer[order],
        product=product[by_time],
        order=order,
        currency=currency[order].astype(np.int16),
        at=np.array(times, np.int64)[order],
        quantity=(np.array(units, np.int64)[by_time] / 1000).astype(np.float32),
        amount=np.array(totals, np.int64)[by_time],
    )


def _columns(rows: Sequence[Any]) -> Sequence[tuple[Any, ...]]:
    """Four columns of the rows; rows as such are slow to look into half a million times."""
    return tuple(zip(*rows, strict=True)) or ((), (), (), ())


def _codes(values: Iterable[str | None]) -> tuple[NDArray[np.int32], list[str]]:
    """Each value as the position of its first appearance, -1 for None; and the values."""
    known: dict[str | None, int] = {}
    codes = [-1 if v is None else known.setdefault(v, len(known)) for v in values]
    return np.array(codes, np.int32), [value for value in known if value is not None]
