"""What visitors looked at lately, as arrays to learn from."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.commerce.events import records
from shopweave.commerce.events.types import Kind
from shopweave.foundation.database import Transaction

NEWEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Looked:
    """Looks, n of them, oldest first.

    visitor, product: (n,) positions in `visitors` and `products`; at: (n,) microseconds since 1970.
    """

    visitors: list[str]
    products: list[str]
    visitor: NDArray[np.int64]
    product: NDArray[np.int64]
    at: NDArray[np.int64]


def looked(tx: Transaction, kinds: Collection[Kind]) -> Looked:
    """Events of these kinds with a known product, among the newest two million of the ledger."""
    visitors: dict[str, int] = {}
    products: dict[str, int] = {}
    rows = [
        (visitors.setdefault(who, len(visitors)), products.setdefault(what, len(products)), at)
        for who, what, at in records.looks(tx, [kind.value for kind in kinds], NEWEST)
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    table = table[np.argsort(table[:, 2], kind="stable")]
    return Looked(list(visitors), list(products), table[:, 0], table[:, 1], table[:, 2])
