"""Look customers up."""

from typing import Any

from shopweave.commerce.customers import records
from shopweave.commerce.customers.family import family
from shopweave.commerce.customers.types import Customer
from shopweave.foundation.database import Transaction


def get(tx: Transaction, customer_id: str) -> Customer:
    """The person behind any of their pseudonyms; raises `UnknownCustomer`."""
    members = family(tx, customer_id)
    rows = records.profiles(tx, members)
    attributes: dict[str, Any] = {}
    for row in rows:
        attributes = row.attributes | attributes
    return Customer(
        id=members[0],
        family=members,
        language=next((row.language for row in rows if row.language), None),
        country=next((row.country for row in rows if row.country), None),
        attributes=attributes,
        created_at=min(row.created_at for row in rows),
        updated_at=max(row.updated_at for row in rows),
    )
