"""Look customers up."""

from shopweave.commerce.customers.types import Customer
from shopweave.foundation.database import Transaction


def get(tx: Transaction, customer_id: str) -> Customer:
    """The person behind any of their pseudonyms; raises `UnknownCustomer`."""
    raise NotImplementedError
