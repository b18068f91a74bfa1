"""Every statement about points."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, insert, select, update

from shopweave.commerce.points.tables import point_entries
from shopweave.commerce.points.types import Entry, EntryKind
from shopweave.foundation.database import Transaction

c = point_entries.c


def add(tx: Transaction, row: Mapping[str, Any]) -> None:
    """Write the ledger."""
    tx.execute(insert(point_entries), row)


def by_key(tx: Transaction, key: str) -> Entry | None:
    """The entry under a key."""
    row = tx.first(select(point_entries).where(c.key == key))
    return _entry(row) if row else None


def written(tx: Transaction, key: str) -> Entry:
    """The entry that was just written."""
    return _entry(tx.all(select(point_entries).where(c.key == key))[0])


def of_customers(tx: Transaction, customer_ids: Sequence[str]) -> list[Entry]:
    """The entries of a person (all pseudonyms), the first first."""
    query = select(point_entries).where(tx.one_of(c.customer_id, customer_ids))
    return [_entry(row) for row in tx.all(query.order_by(c.at, c.id))]


def of_order(tx: Transaction, order_id: str) -> list[Entry]:
    """What an order brought or cost."""
    rows = tx.all(select(point_entries).where(c.order_id == order_id).order_by(c.id))
    return [_entry(row) for row in rows]


def forget_person(tx: Transaction, customer_id: str) -> int:
    """Cut points off a person."""
    own = update(point_entries).where(c.customer_id == customer_id)
    return tx.execute(own.values(customer_id=None))


def _entry(row: Row[Any]) -> Entry:
    return Entry(**{**row._mapping, "kind": EntryKind(row.kind)})
