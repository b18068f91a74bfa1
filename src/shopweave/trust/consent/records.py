"""Every statement about consent that goes to the database."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select

from shopweave.foundation.database import Transaction
from shopweave.trust.consent.tables import consent_statements, consent_states, consent_texts

# Below SQLite's limit of 32,766 values in a statement.
_BATCH = 10_000


def add(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Log statements; the latest one about a customer and purpose is the state."""
    tx.execute(consent_statements.insert(), rows)
    said = _said_at(tx, list({row["customer_id"] for row in rows}))
    states: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: row["at"]):
        pair = (row["customer_id"], row["purpose"])
        if pair not in said or said[pair] <= row["at"]:
            states[pair] = {name: row[name] for name in ("customer_id", "purpose", "state", "at")}
    tx.upsert(consent_states, list(states.values()), key=("customer_id", "purpose"))


def _said_at(tx: Transaction, customers: list[str]) -> dict[tuple[str, str], datetime]:
    said: dict[tuple[str, str], datetime] = {}
    for start in range(0, len(customers), _BATCH):
        wanted = consent_states.c.customer_id.in_(customers[start : start + _BATCH])
        found = tx.all(select(consent_states).where(wanted).with_for_update())
        said.update(((row.customer_id, row.purpose), row.at) for row in found)
    return said


def states(tx: Transaction, customers: Sequence[str], purpose: str) -> dict[str, str]:
    """What each customer said last about a purpose; absent who never said anything."""
    found: dict[str, str] = {}
    c = consent_states.c
    for start in range(0, len(customers), _BATCH):
        wanted = c.customer_id.in_(customers[start : start + _BATCH])
        rows = tx.all(select(c.customer_id, c.state).where(wanted, c.purpose == purpose))
        found.update((row.customer_id, row.state) for row in rows)
    return found


def said_by(tx: Transaction, customer: str) -> list[Row[Any]]:
    """What a customer said last, by purpose."""
    own = select(consent_states).where(consent_states.c.customer_id == customer)
    return tx.all(own.order_by(consent_states.c.purpose))


def history(tx: Transaction, customer: str) -> list[Row[Any]]:
    """Every statement of a customer in order."""
    own = select(consent_statements).where(consent_statements.c.customer_id == customer)
    return tx.all(own.order_by(consent_statements.c.id))


def after(tx: Transaction, last: int, limit: int) -> list[Row[Any]]:
    """Number and customer of the statements after one, in order."""
    c = consent_statements.c
    return tx.all(select(c.id, c.customer_id).where(c.id > last).order_by(c.id).limit(limit))


def last(tx: Transaction) -> int:
    """Number of the last statement, 0 when there is none."""
    return tx.scalar(select(func.max(consent_statements.c.id))) or 0


def forget(tx: Transaction, customer: str) -> int:
    """Delete everything a customer said; returns how many rows."""
    return forget_all(tx, [customer])


def forget_all(tx: Transaction, customers: Sequence[str]) -> int:
    """Delete everything that these customers said; returns how many rows."""
    return sum(
        tx.execute(delete(table).where(tx.one_of(table.c.customer_id, customers)))
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
