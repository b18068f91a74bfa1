"""Every statement that the outbox sends to the database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, exists, func, insert, select

from shopweave.foundation.database import Transaction
from shopweave.foundation.outbox.tables import outbox


def add(tx: Transaction, rows: Sequence[dict[str, Any]]) -> None:
    """Write events down."""
    tx.execute(insert(outbox), rows)


def anything(tx: Transaction) -> bool:
    """Whether an event waits."""
    return bool(tx.scalar(select(exists().where(outbox.c.id.is_not(None)))))


def take(tx: Transaction, limit: int) -> list[Row[Any]]:
    """Take out the oldest events that nobody else is taking; oldest first.

    Whatever is committed is found, however late: there is no cursor that could run ahead.
    """
    oldest = (
        select(outbox.c.id).order_by(outbox.c.id).limit(limit).with_for_update(skip_locked=True)
    )
    rows = tx.all(delete(outbox).where(outbox.c.id.in_(oldest)).returning(outbox))
    return sorted(rows, key=lambda row: str(row.id))


def waiting(tx: Transaction) -> int:
    """How many events have not become jobs yet."""
    return int(tx.scalar(select(func.count()).select_from(outbox)))
