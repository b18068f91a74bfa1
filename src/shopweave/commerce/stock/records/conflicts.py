"""Every statement about numbers that differ, and what sources told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from shopweave.commerce.stock.promised import Conflict, ConflictKind, Settled
from shopweave.commerce.stock.tables import stock_conflicts, stock_reports
from shopweave.foundation.database import Transaction

Values = Mapping[str, Any]
c = stock_conflicts.c
r = stock_reports.c


def put_reports(tx: Transaction, rows: Sequence[Values]) -> None:
    """Overwrite what sources told last."""
    tx.upsert(stock_reports, rows, key=["source_id", "variant_id", "place_id"])


def reported(
    tx: Transaction, source_id: str, variant_ids: Iterable[str]
) -> dict[tuple[str, str], float]:
    """What a source told last, by variant and place."""
    query = select(r.variant_id, r.place_id, r.quantity).where(r.source_id == source_id)
    rows = tx.all(query.where(tx.one_of(r.variant_id, variant_ids)))
    return {(row.variant_id, row.place_id): row.quantity for row in rows}


def put(tx: Transaction, conflicts: Sequence[Conflict]) -> None:
    """Insert conflicts, or overwrite them."""
    tx.upsert(stock_conflicts, [asdict(one) for one in conflicts], key=["id"])


def by_id(tx: Transaction, conflict_id: str) -> Conflict | None:
    """One conflict."""
    row = tx.first(select(stock_conflicts).where(c.id == conflict_id))
    return _conflict(row) if row else None


def waiting(tx: Transaction, variant_ids: Iterable[str], kind: ConflictKind) -> list[Conflict]:
    """Open conflicts about these variants."""
    query = select(stock_conflicts).where(c.settled_at.is_(None), c.kind == kind.value)
    return [_conflict(row) for row in tx.all(query.where(tx.one_of(c.variant_id, variant_ids)))]


def newest(tx: Transaction, *, settled: bool, limit: int) -> list[Conflict]:
    """Open or settled conflicts, the newest first."""
    query = select(stock_conflicts)
    query = query.where(c.settled_at.is_not(None) if settled else c.settled_at.is_(None))
    order = c.settled_at.desc() if settled else c.opened_at.desc()
    return [_conflict(row) for row in tx.all(query.order_by(order, c.id.desc()).limit(limit))]


def holding(
    tx: Transaction, source_id: str, variant_ids: Iterable[str], since: datetime
) -> dict[str, Conflict]:
    """By variant the last number of a source that was taken for right, said at `since` or later."""
    query = select(stock_conflicts).where(
        c.kind == ConflictKind.COUNT.value,
        c.source_id == source_id,
        c.settled_how == Settled.THEIRS.value,
        c.theirs_at >= since,
        tx.one_of(c.variant_id, variant_ids),
    )
    rows = tx.all(query.order_by(c.settled_at))
    return {row.variant_id: _conflict(row) for row in rows}


def count_open(tx: Transaction) -> int:
    """How many wait."""
    query = select(func.count()).select_from(stock_conflicts).where(c.settled_at.is_(None))
    return int(tx.scalar(query))


def of_reference(tx: Transaction, reference: str) -> list[Conflict]:
    """Conflicts that an order brought about."""
    rows = tx.all(select(stock_conflicts).where(c.reference == reference).order_by(c.id))
    return [_conflict(row) for row in rows]


def _conflict(row: Row[Any]) -> Conflict:
    how = Settled(row.settled_how) if row.settled_how else None
    return Conflict(**{**row._mapping, "kind": ConflictKind(row.kind), "settled_how": how})
