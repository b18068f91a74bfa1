"""Every statement about safety stock."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from shopweave.commerce.stock.promised import Safety, SafetyScope
from shopweave.commerce.stock.tables import stock_safety
from shopweave.foundation.database import Transaction

c = stock_safety.c


def put(tx: Transaction, safety: Safety, now: datetime) -> None:
    """Say how much is kept back."""
    row = {
        "scope": safety.scope.value,
        "subject": safety.subject,
        "source_id": safety.source_id,
        "units": safety.units,
        "updated_at": now,
    }
    tx.upsert(stock_safety, [row], key=["scope", "subject", "source_id"])


def drop(tx: Transaction, safety: Safety) -> None:
    """Say nothing of it any more."""
    here = (c.scope == safety.scope.value) & (c.subject == safety.subject)
    tx.execute(delete(stock_safety).where(here, c.source_id == safety.source_id))


def about(tx: Transaction, subjects: Iterable[str]) -> list[Safety]:
    """What is said of these subjects, and by default."""
    query = select(c.scope, c.subject, c.source_id, c.units)
    query = query.where(tx.one_of(c.subject, ["", *subjects]))
    return [Safety(SafetyScope(r.scope), r.subject, r.source_id, r.units) for r in tx.all(query)]


def of_categories(tx: Transaction) -> list[Safety]:
    """What is said of categories."""
    query = select(c.scope, c.subject, c.source_id, c.units)
    rows = tx.all(query.where(c.scope == SafetyScope.CATEGORY.value))
    return [Safety(SafetyScope(r.scope), r.subject, r.source_id, r.units) for r in rows]
