"""Every statement about erased customers that goes to the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from shopweave.foundation.database import Transaction
from shopweave.trust.personal_data.tables import erased_customers


def add(tx: Transaction, customers: Sequence[str], by: str, at: datetime) -> None:
    """Note that the customers were erased."""
    rows = [{"customer_id": c, "erased_at": at, "erased_by": by} for c in customers]
    tx.insert_new(erased_customers, rows, key=("customer_id",))


def erased(tx: Transaction) -> set[str]:
    """Everybody who was ever erased."""
    return {row.customer_id for row in tx.all(select(erased_customers.c.customer_id))}
