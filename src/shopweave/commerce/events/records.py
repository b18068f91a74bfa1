"""Every statement that the ledger of events sends to the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from shopweave.commerce.events.tables import event_tallies, events
from shopweave.commerce.events.types import Event, Tally, Unstored
from shopweave.foundation.database import Transaction

_EVENT = [column for column in events.c if column.name != "message"]


def _event(row: Row[Any]) -> Event:
    return Event(**row._mapping)


def latest(tx: Transaction, limit: int) -> list[Event]:
    """The newest events of all visitors, newest first."""
    query = select(*_EVENT).order_by(events.c.id.desc()).limit(limit)
    return [_event(row) for row in tx.all(query)]


def of_customers(tx: Transaction, customer_ids: Sequence[str], limit: int) -> list[Event]:
    """Newest events of one person, who may carry several pseudonyms."""
    query = select(*_EVENT).where(events.c.customer_id.in_(customer_ids))
    return [_event(row) for row in tx.all(query.order_by(events.c.id.desc()).limit(limit))]


def after(tx: Transaction, after_id: int, limit: int) -> list[Event]:
    """Events behind `after_id`, oldest first."""
    query = select(*_EVENT).where(events.c.id > after_id).order_by(events.c.id).limit(limit)
    return [_event(row) for row in tx.all(query)]


def tallies(tx: Transaction, since: datetime) -> list[Tally]:
    """Counts per hour, source and reason from `since` on, newest first."""
    query = select(event_tallies).where(event_tallies.c.hour >= since)
    rows = tx.all(query.order_by(event_tallies.c.hour.desc()))
    return [Tally(r.hour, r.source_id, Unstored(r.reason), r.detail, r.count) for r in rows]
