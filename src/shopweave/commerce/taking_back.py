"""Undo an import through all rooms of the record, what depends on others first."""

from collections.abc import Callable
from datetime import datetime

from shopweave.commerce import catalog, customers, events, orders, stock
from shopweave.commerce.inbound import Ids, TakenBack
from shopweave.foundation.database import Transaction

Step = Callable[[Transaction, str, int], TakenBack]


def steps(now: datetime) -> dict[str, Step]:
    """Room to the step that takes back up to a number of its rows; none dealt with: go on."""
    return {
        "ratings": events.take_back_reviews,
        "orders": lambda tx, key, most: orders.take_back(tx, key, most, now),
        "stock": lambda tx, key, most: stock.take_back(tx, key, most, now),
        "customers": lambda tx, key, most: customers.take_back(tx, key, most, now, _active),
        "products": lambda tx, key, most: catalog.take_back(tx, key, most, now, _dealt_in),
    }


def _active(tx: Transaction, customer_ids: Ids) -> set[str]:
    return orders.buyers_among(tx, customer_ids) | events.visitors_among(tx, customer_ids)


def _dealt_in(tx: Transaction, product_ids: Ids) -> set[str]:
    return orders.products_among(tx, product_ids) | stock.in_use(tx, product_ids)
