"""Every statement that the vault sends to the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from shopweave.foundation.database import Transaction
from shopweave.trust.vault.tables import customer_keys

# Below SQLite's limit of 32,766 values in a statement.
_BATCH = 10_000


def add(tx: Transaction, wrapped: dict[str, bytes], at: datetime) -> None:
    """Give keys to customers who have none and were not erased."""
    rows = [{"customer_id": c, "wrapped": w, "created_at": at} for c, w in wrapped.items()]
    tx.insert_new(customer_keys, rows, key=("customer_id",))


def wrapped(tx: Transaction, customers: Sequence[str]) -> dict[str, bytes | None]:
    """Wrapped keys by customer; None for an erased one, absent for an unknown one."""
    found: dict[str, bytes | None] = {}
    keys = customer_keys.c
    for start in range(0, len(customers), _BATCH):
        wanted = keys.customer_id.in_(customers[start : start + _BATCH])
        rows = tx.all(select(keys.customer_id, keys.wrapped).where(wanted))
        found.update((row.customer_id, row.wrapped) for row in rows)
    return found


def destroy(tx: Transaction, customers: Iterable[str], at: datetime) -> int:
    """Drop the keys and forbid new ones; returns how many keys were really destroyed."""
    ids = list(customers)
    tombs = [{"customer_id": c, "created_at": at, "destroyed_at": at} for c in ids]
    new = tx.insert_new(customer_keys, tombs, key=("customer_id",))
    keys = customer_keys.c
    statement = update(customer_keys).where(keys.customer_id.in_(ids), keys.wrapped.is_not(None))
    return len(new) + tx.execute(statement.values(wrapped=None, destroyed_at=at))


def remove(tx: Transaction, customers: Iterable[str]) -> int:
    """Delete the rows of living customers, who may have a key again; returns how many."""
    keys = customer_keys.c
    mine = tx.one_of(keys.customer_id, customers)
    return tx.execute(delete(customer_keys).where(mine, keys.wrapped.is_not(None)))


def page(tx: Transaction, after: str, limit: int) -> list[tuple[str, bytes]]:
    """Living customers with their wrapped keys, in order, after one of them."""
    keys = customer_keys.c
    living = select(keys.customer_id, keys.wrapped).where(
        keys.customer_id > after, keys.wrapped.is_not(None)
    )
    rows = tx.all(living.order_by(keys.customer_id).limit(limit))
    return [(row.customer_id, row.wrapped) for row in rows]


def wrapped_by(tx: Transaction) -> set[bytes]:
    """Names of the installation keys that wrap somebody's key."""
    living = select(customer_keys.c.wrapped).where(customer_keys.c.wrapped.is_not(None))
    return {row.wrapped[:8] for row in tx.all(living)}


def rewrap(tx: Transaction, wrapped: dict[str, bytes]) -> None:
    """Replace wrapped keys, unless their customer was erased meanwhile."""
    keys = customer_keys.c
    statement = update(customer_keys).where(
        keys.customer_id == bindparam("customer"), keys.wrapped.is_not(None)
    )
    rows = [{"customer": c, "key": w} for c, w in wrapped.items()]
    tx.execute(statement.values(wrapped=bindparam("key")), rows)
