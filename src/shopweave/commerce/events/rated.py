"""Ratings for training, column by column."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.commerce.events import records
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Rated:
    """Who rated what, n rows in the order of the ledger.

    customer, product: (n,) positions in `customers` and `products`; at: (n,) microseconds.
    """

    customers: list[str]
    products: list[str]
    customer: NDArray[np.int32]
    product: NDArray[np.int32]
    at: NDArray[np.int64]


def rated(tx: Transaction) -> Rated:
    """Every rating of a known product by a known customer."""
    customers: dict[str, int] = {}
    products: dict[str, int] = {}
    rows = [
        (customers.setdefault(who, len(customers)), products.setdefault(what, len(products)), at)
        for who, what, at in records.reviews(tx)
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    codes = table[:, :2].astype(np.int32)
    return Rated(list(customers), list(products), codes[:, 0], codes[:, 1], table[:, 2])
