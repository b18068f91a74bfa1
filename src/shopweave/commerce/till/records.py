"""Every statement about what tills told."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, or_, select, update

from shopweave.commerce.till.tables import till_entries
from shopweave.commerce.till.types import Entry, EntryKind
from shopweave.foundation.database import Transaction

_C = till_entries.c


def add(tx: Transaction, entry: Entry) -> None:
    """Keep an entry."""
    tx.load(till_entries, [asdict(entry)])


def told(tx: Transaction, source_id: str, external_id: str) -> Entry | None:
    """The entry that a source told under this number."""
    query = select(till_entries).where(_C.source_id == source_id)
    return _entry(tx.first(query.where(_C.external_id == external_id)))


def receipts(tx: Transaction, code: str) -> list[Entry]:
    """The receipts with this number or id, whoever told them; the newest first."""
    query = select(till_entries).where(_C.kind == EntryKind.SALE)
    query = query.where(or_(_C.external_id == code, _C.number == code, _C.order_id == code))
    return _entries(tx.all(query.order_by(_C.at.desc(), _C.id.desc())))


def returns_of(tx: Transaction, order_id: str) -> list[str]:
    """Orders in which goods of this order came back."""
    query = select(_C.order_id).where(_C.original_id == order_id, _C.voided_at.is_(None))
    return [row.order_id for row in tx.all(query)]


def open_entries(tx: Transaction, place_id: str, till: str) -> list[Entry]:
    """What a till told since its last end of day."""
    query = select(till_entries).where(_C.place_id == place_id, _C.till == till)
    query = query.where(_C.closing_id.is_(None), _C.kind != EntryKind.CLOSING)
    return _entries(tx.all(query.order_by(_C.at, _C.id)))


def closings(tx: Transaction, place_id: str, till: str | None, limit: int) -> list[Entry]:
    """Ends of days, the newest first."""
    query = select(till_entries).where(_C.place_id == place_id, _C.kind == EntryKind.CLOSING)
    if till is not None:
        query = query.where(_C.till == till)
    return _entries(tx.all(query.order_by(_C.received_at.desc(), _C.id.desc()).limit(limit)))


def last_numbers(tx: Transaction) -> list[tuple[str, str, str]]:
    """Place, till and highest number of each till that sold."""
    query = select(_C.place_id, _C.till, func.max(_C.number).label("last"))
    query = query.where(_C.kind == EntryKind.SALE, _C.number.is_not(None))
    rows = tx.all(query.group_by(_C.place_id, _C.till).order_by(_C.till))
    return [(row.place_id, row.till, row.last) for row in rows]


def close(tx: Transaction, ids: Iterable[str], closing_id: str) -> None:
    """Let an end of day count these entries."""
    own = update(till_entries).where(tx.one_of(_C.id, ids))
    tx.execute(own.values(closing_id=closing_id))


def void(tx: Transaction, entry_id: str, by: str, reason: str, at: datetime) -> None:
    """Mark a receipt as one that does not count."""
    own = update(till_entries).where(_C.id == entry_id)
    tx.execute(own.values(voided_at=at, voided_by=by, void_reason=reason))


def _entries(rows: Sequence[Row[Any]]) -> list[Entry]:
    return [entry for row in rows if (entry := _entry(row))]


def _entry(row: Row[Any] | None) -> Entry | None:
    return Entry(**{**row._mapping, "kind": EntryKind(row.kind)}) if row else None
