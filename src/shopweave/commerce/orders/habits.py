"""A person's purchases in columns, for whoever draws a profile."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.commerce.orders.records import sums
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Habits:
    """Orders (n,), oldest first, and products (m,) that were bought, each in one currency.

    at: microseconds since 1970; goods, amount: minor units; units: pieces, returns taken off.
    """

    at: NDArray[np.int64]
    goods: NDArray[np.int64]
    currency: list[str]
    channel: list[str]
    product: list[str]
    product_currency: list[str]
    units: NDArray[np.float64]
    amount: NDArray[np.int64]


def habits(tx: Transaction, customer_ids: Sequence[str]) -> Habits:
    """Everything that a person (all pseudonyms) bought; two statements, however much it is."""
    heads = sums.heads_of(tx, customer_ids)
    bought = sums.products_of(tx, customer_ids)
    return Habits(
        at=np.array([row.at for row in heads], np.int64),
        goods=np.array([row.goods for row in heads], np.int64),
        currency=[row.currency for row in heads],
        channel=[row.channel for row in heads],
        product=[row.product_id for row in bought],
        product_currency=[row.currency for row in bought],
        units=np.array([row.units for row in bought], np.float64),
        amount=np.array([int(row.amount) for row in bought], np.int64),
    )
