"""Small made-up shops whose structure is known."""

import numpy as np

from shopweave.algorithms.recommend import Histories, gather


def history(*products: int, catalogue: int = 6, every: float = 1.0) -> Histories:
    """One customer who buys these products, one per basket, `every` days apart."""
    return histories([list(products)], catalogue, every)


def histories(bought: list[list[int]], catalogue: int = 6, every: float = 1.0) -> Histories:
    """Customers with their products in order, one per basket, `every` days apart."""
    owners = np.array([row for row, products in enumerate(bought) for _ in products], dtype=int)
    items = np.array([p for products in bought for p in products], dtype=int)
    times = np.array([n * every for products in bought for n in range(len(products))], dtype=float)
    baskets = np.arange(len(items))
    return gather(owners, items, times, baskets, customers=len(bought), catalogue=catalogue)


def two_tastes(customers: int = 60, seed: int = 0) -> Histories:
    """Half of the customers buy among products 0-2, half among 3-5, with a little noise."""
    random = np.random.default_rng(seed)
    bought = []
    for row in range(customers):
        own = [0, 1, 2] if row % 2 == 0 else [3, 4, 5]
        noise = [int(random.integers(6))] if random.random() < 0.1 else []
        bought.append([int(p) for p in random.permutation(own)[:2]] + noise)
    return histories(bought)
