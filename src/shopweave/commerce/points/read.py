"""Look points up."""

from datetime import datetime

from shopweave.commerce import customers
from shopweave.commerce.points import records
from shopweave.commerce.points.types import Balance, Entry, balance_of
from shopweave.foundation.database import Transaction


def balance(tx: Transaction, customer_id: str, now: datetime) -> Balance:
    """What a person has over all channels and pseudonyms; raises `UnknownCustomer`."""
    return balance_of(records.of_customers(tx, customers.family(tx, customer_id)), now)


def history(tx: Transaction, customer_id: str) -> list[Entry]:
    """Every entry of a person, the newest first; raises `UnknownCustomer`."""
    return records.of_customers(tx, customers.family(tx, customer_id))[::-1]


def of_order(tx: Transaction, order_id: str) -> list[Entry]:
    """What an order brought or cost."""
    return records.of_order(tx, order_id)
