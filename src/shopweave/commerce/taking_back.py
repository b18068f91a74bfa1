"""Undo an import through all rooms of the record, what depends on others first."""

from collections.abc import Callable
from datetime import datetime

from shopweave.commerce import catalog, customers, events, money, orders, stock
from shopweave.commerce.inbound import Ids, TakenBack
from shopweave.foundation.database import Transaction
from shopweave.trust import consent
from shopweave.trust.vault import Vault

Step = Callable[[Transaction, str, int], TakenBack]


def steps(now: datetime, vault: Vault) -> dict[str, Step]:
    """Room to the step that takes back up to a number of its rows; none dealt with: go on."""

    def take_back_customers(tx: Transaction, key: str, most: int) -> TakenBack:
        done = customers.take_back(tx, key, most, now, _active)
        vault.discard(tx, done.removed)
        consent.forget_all(tx, done.removed)
        return done

    return {
        "ratings": events.take_back_reviews,
        "costs": money.costs.take_back,
        "rates": money.rates.take_back,
        "orders": lambda tx, key, most: _orders(tx, key, most, now),
        "stock": lambda tx, key, most: stock.take_back(tx, key, most, now),
        "customers": take_back_customers,
        "products": lambda tx, key, most: catalog.take_back(tx, key, most, now, _dealt_in),
    }


def _orders(tx: Transaction, import_id: str, most: int, now: datetime) -> TakenBack:
    """Take orders back, and strike them out of the books."""
    done = orders.take_back(tx, import_id, most, now)
    money.forget(tx, done.removed)
    return done


def _active(tx: Transaction, customer_ids: Ids) -> set[str]:
    return orders.buyers_among(tx, customer_ids) | events.visitors_among(tx, customer_ids)


def _dealt_in(tx: Transaction, product_ids: Ids) -> set[str]:
    return orders.products_among(tx, product_ids) | stock.in_use(tx, product_ids)
