"""What the record knows about who bought and rated what, as arrays to learn from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.recommend import visits
from shopweave.algorithms.recommend.histories import Histories, Index, gather
from shopweave.commerce import catalog, events, orders
from shopweave.commerce.events import Kind
from shopweave.foundation.database import Transaction

DAY = 86_400 * 1_000_000
LOOKS = frozenset({Kind.PRODUCT_VIEWED, Kind.PRODUCT_CLICKED, Kind.REC_CLICKED, Kind.CART_ADDED})


@dataclass(frozen=True, slots=True)
class Past:
    """Deeds (events,) of customers with products; `products` are all that are not deleted.

    customers, items, baskets: (events,) codes; times: (events,) days since 1970. visits: what was
    looked at, one history per visit, or None when nothing was.
    """

    products: list[str]
    texts: list[str]
    customers: Index
    items: Index
    baskets: Index
    times: NDArray[np.float64]
    people: int
    visits: Histories | None = None

    @property
    def last(self) -> float:
        """Day of the latest deed, 0 when there is none."""
        return float(self.times.max(initial=0.0))

    def histories(self) -> Histories:
        """One history per customer."""
        return gather(
            self.customers,
            self.items,
            self.times,
            self.baskets,
            customers=self.people,
            catalogue=len(self.products),
        )


def read_past(tx: Transaction) -> Past:
    """Purchases and ratings of known customers, over today's catalogue.

    What was bought of products that are one counts for the one that stands for them.
    """
    contents = catalog.contents(tx)
    products = [content.product_id for content in contents]
    sold, rated = orders.interactions(tx), events.rated(tx)
    people: dict[str, int] = {}
    leaders = catalog.every_leader(tx)
    parts = [
        _codes(sold.customers, sold.products, products, leaders, people),
        _codes(rated.customers, rated.products, products, leaders, people),
    ]
    customers = np.concatenate([parts[0][0][sold.customer], parts[1][0][rated.customer]])
    items = np.concatenate([parts[0][1][sold.product], parts[1][1][rated.product]])
    times = np.concatenate([sold.at, rated.at]) / DAY
    first = int(sold.order.max(initial=-1)) + 1
    baskets = np.concatenate([sold.order, first + np.arange(len(rated.at))])
    kept = items >= 0
    return Past(
        products=products,
        texts=[" ".join((c.text, *c.categories, c.brand or "")) for c in contents],
        customers=customers[kept],
        items=items[kept],
        baskets=baskets[kept].astype(np.int64),
        times=times[kept],
        people=len(people),
        visits=_visits(events.looked(tx, LOOKS), products, leaders),
    )


def _visits(
    looked: events.Looked, catalogue: list[str], leaders: Mapping[str, str]
) -> Histories | None:
    items = _places(looked.products, catalogue, leaders)[looked.product]
    kept = items >= 0
    if not kept.any():
        return None
    return visits(looked.visitor[kept], items[kept], looked.at[kept] / DAY, len(catalogue))


def _codes(
    customers: list[str],
    products: list[str],
    catalogue: list[str],
    leaders: Mapping[str, str],
    people: dict[str, int],
) -> tuple[Index, Index]:
    """Codes of a reader's customers (given out as they come) and products (-1: not offered)."""
    return (
        np.array([people.setdefault(one, len(people)) for one in customers], dtype=np.int64),
        _places(products, catalogue, leaders),
    )


def _places(products: list[str], catalogue: list[str], leaders: Mapping[str, str]) -> Index:
    places = {product: place for place, product in enumerate(catalogue)}
    places |= {one: places[head] for one, head in leaders.items() if head in places}
    return np.array([places.get(one, -1) for one in products], dtype=np.int64)
