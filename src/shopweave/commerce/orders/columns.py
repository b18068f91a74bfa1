"""Orders in columns, for those who calculate with many of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Interactions:
    """Who bought what, column by column, n rows ordered by time.

    customer, product: (n,) positions in `customers` and `products`; order: (n,) position of the
    order; at: (n,) microseconds since 1970; quantity: (n,) units; amount: (n,) minor units;
    currency: (n,) position in `currencies`. Only product lines with a known customer, unless asked
    otherwise (then customer is -1).
    """

    customers: list[str]
    products: list[str]
    orders: list[str]
    currencies: list[str]
    customer: NDArray[np.int32]
    product: NDArray[np.int32]
    order: NDArray[np.int32]
    currency: NDArray[np.int16]
    at: NDArray[np.int64]
    quantity: NDArray[np.float32]
    amount: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Accounts:
    """Orders (n,) with all their lines (m,) and reported costs (k,), as bookkeeping needs them.

    order, cost_order: positions of the order; placed_at: microseconds since 1970; bought_at: of
    each line, earlier than its order for what comes back at a till; quantity: thousandths of a
    unit; total, amount: minor units of the order.
    """

    ids: list[str]
    source: list[str]
    channel: list[str]
    status: list[str]
    currency: list[str]
    country: list[str | None]
    customer: list[str | None]
    placed_at: NDArray[np.int64]
    bought_at: NDArray[np.int64]
    order: NDArray[np.int64]
    line: list[int]
    kind: list[str]
    product: list[str | None]
    variant: list[str | None]
    quantity: NDArray[np.int64]
    total: NDArray[np.int64]
    cost_order: NDArray[np.int64]
    cost_kind: list[str]
    amount: NDArray[np.int64]
