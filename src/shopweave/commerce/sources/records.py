"""Every statement that sources send to the database."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from shopweave.commerce.sources.tables import sources
from shopweave.commerce.sources.types import Health, LegalBasis, Source, SourceDraft
from shopweave.foundation.database import Transaction


def _source(row: Row[Any] | None) -> Source | None:
    if row is None:
        return None
    fields = dict(row._mapping)
    fields |= {"legal_basis": LegalBasis(row.legal_basis), "health": Health(row.health)}
    return Source(**fields)


def add(tx: Transaction, source_id: str, draft: SourceDraft, now: datetime) -> None:
    """Insert a source unless one of that name appeared meanwhile."""
    fresh = {"id": source_id, "health": Health.NEW, "health_note": "", "created_at": now}
    tx.insert_new(sources, [asdict(draft) | fresh], key=["name"])


def named(tx: Transaction, name: str) -> Source | None:
    """The source of that name."""
    return _source(tx.first(select(sources).where(sources.c.name == name)))


def by_id(tx: Transaction, source_id: str) -> Source | None:
    """The source with that id."""
    return _source(tx.first(select(sources).where(sources.c.id == source_id)))


def first(tx: Transaction) -> Source | None:
    """The source that was known first."""
    return _source(tx.first(select(sources).order_by(sources.c.created_at, sources.c.id).limit(1)))


def every(tx: Transaction) -> list[Source]:
    """All sources by name."""
    rows = tx.all(select(sources).order_by(sources.c.name))
    return [source for row in rows if (source := _source(row))]


def set_health(
    tx: Transaction, source_id: str, health: Health, note: str, seen_at: datetime | None
) -> None:
    """Overwrite the health of a source."""
    values: dict[str, Any] = {"health": health, "health_note": note}
    if seen_at is not None:
        values["seen_at"] = seen_at
    tx.execute(update(sources).where(sources.c.id == source_id).values(values))
