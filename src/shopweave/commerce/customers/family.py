"""Several pseudonyms, one person: records stay under the pseudonym they arrived with."""

from collections.abc import Iterable

from shopweave.commerce.customers import records
from shopweave.commerce.customers.errors import UnknownCustomer
from shopweave.foundation.database import Transaction


def family(tx: Transaction, customer_id: str) -> tuple[str, ...]:
    """Every pseudonym of the person, the one that counts first; raises `UnknownCustomer`."""
    found = records.family(tx, customer_id)
    if not found:
        raise UnknownCustomer(customer=customer_id)
    return tuple(found)


def canonical(tx: Transaction, customer_ids: Iterable[str]) -> dict[str, str]:
    """Pseudonym to the one that counts, of those given that exist."""
    return records.roots(tx, customer_ids)


def every_canonical(tx: Transaction) -> dict[str, str]:
    """All pseudonyms that were merged into another, with the one that counts."""
    return records.every_merged(tx)
