"""A drawn shop for measuring: tastes, habits and a long tail, no real data."""

import numpy as np

from shopweave.recommend.record import Past

KINDS = 40


def past(products: int = 3600, customers: int = 4000, baskets: int = 16_000, seed: int = 0) -> Past:
    """Purchases over a year: each customer prefers a few kinds and comes back to what she knows."""
    random = np.random.default_rng(seed)
    kind = random.integers(0, KINDS, products)
    fame = 1 / (1 + np.arange(products)) ** 0.7
    fame = fame[random.permutation(products)]
    taste = random.dirichlet(np.full(KINDS, 0.1), customers)
    owner = random.integers(0, customers, baskets)
    sizes = random.poisson(13, baskets) + 1
    items, who, basket = [], [], []
    known: dict[int, list[int]] = {}
    for number, (customer, size) in enumerate(zip(owner, sizes, strict=True)):
        weights = fame * taste[customer][kind]
        fresh = random.choice(products, size, p=weights / weights.sum())
        old = known.setdefault(int(customer), [])
        again = random.random(size) < 0.3 if old else np.zeros(size, bool)
        chosen = [
            int(random.choice(old)) if back else int(p)
            for back, p in zip(again, fresh, strict=True)
        ]
        old += chosen
        items += chosen
        who += [customer] * size
        basket += [number] * size
    at = np.sort(random.uniform(0, 365, baskets))
    return Past(
        products=[f"{place:032x}" for place in range(products)],
        texts=[f"Thing {place} of kind {kind[place]}" for place in range(products)],
        customers=np.array(who, dtype=np.int64),
        items=np.array(items, dtype=np.int64),
        baskets=np.array(basket, dtype=np.int64),
        times=19_000 + at[np.array(basket)],
        people=customers,
    )
