"""Every statement about consent that goes to the database."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, delete, func, select

from shopweave.foundation.database import Transaction
from shopweave.trust.consent.tables import consent_statements, consent_states, consent_texts

# Below SQLite's limit of 32,766 values in a statement.
_BATCH = 10_000


def add(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Log statements in order; the last one about a customer and purpose becomes the state."""
    tx.execute(consent_statements.insert(), rows)
    last = {(row["customer_id"], row["purpose"]): row for row in rows}
    columns = ("customer_id", "purpose", "state", "at")
    states = [{name: row[name] for name in columns} for row in last.values()]
    tx.upsert(consent_states, states, key=("customer_id", "purpose"))


def states(tx: Transaction, customers: Sequence[str], purpose: str) -> dict[str, str]:
    """What each customer said last about a purpose; absent who never said anything."""
    found: dict[str, str] = {}
    c = consent_states.c
    for start in range(0, len(customers), _BATCH):
        wanted = c.customer_id.in_(customers[start : start + _BATCH])
        rows = tx.all(select(c.customer_id, c.state).where(wanted, c.purpose == purpose))
        found.update((row.customer_id, row.state) for row in rows)
    return found


def history(tx: Transaction, customer: str) -> list[Row[Any]]:
    """Every statement of a customer in order."""
    own = select(consent_statements).where(consent_statements.c.customer_id == customer)
    return tx.all(own.order_by(consent_statements.c.id))


def forget(tx: Transaction, customer: str) -> int:
    """Delete everything a customer said; returns how many rows."""
    return sum(
        tx.execute(delete(table).where(table.c.customer_id == customer))
        for table in (consent_statements, consent_states)
    )


def newest_version(tx: Transaction, purpose: str) -> int:
    """Return the newest version of a purpose's text, 0 when there is none."""
    newest = select(func.max(consent_texts.c.version)).where(consent_texts.c.purpose == purpose)
    return tx.scalar(newest) or 0


def add_text(tx: Transaction, values: Mapping[str, Any]) -> None:
    """Add a version of a text."""
    tx.execute(consent_texts.insert(), values)


def texts(tx: Transaction) -> list[Row[Any]]:
    """The newest version of each purpose's text."""
    c = consent_texts.c
    newest = select(c.purpose, func.max(c.version).label("version")).group_by(c.purpose).subquery()
    joined = consent_texts.join(
        newest, (c.purpose == newest.c.purpose) & (c.version == newest.c.version)
    )
    return tx.all(select(consent_texts).select_from(joined).order_by(c.purpose))
