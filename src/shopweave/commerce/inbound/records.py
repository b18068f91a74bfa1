"""Every statement about the journal of imports."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select

from shopweave.commerce.inbound.tables import import_changes
from shopweave.commerce.inbound.types import Change
from shopweave.foundation.database import Transaction


def add_changes(tx: Transaction, import_id: str, changes: Sequence[Change]) -> None:
    """Write the journal; each row is noted once per import."""
    rows = [
        {"import_id": import_id, "entity": c.entity, "row_id": c.id, "before": c.before}
        for c in changes
    ]
    tx.load(import_changes, rows)


def changes_of(tx: Transaction, import_id: str, entity: str, limit: int) -> list[Change]:
    """Notes of one import about one kind of row."""
    c = import_changes.c
    query = select(import_changes).where(c.import_id == import_id, c.entity == entity)
    rows = tx.all(query.order_by(c.row_id.desc()).limit(limit))
    return [Change(row.entity, row.row_id, row.before) for row in rows]


def remove_changes(tx: Transaction, import_id: str, entity: str, ids: Sequence[str]) -> None:
    """Forget notes that were acted upon."""
    c = import_changes.c
    tx.execute(
        delete(import_changes).where(
            c.import_id == import_id, c.entity == entity, tx.one_of(c.row_id, ids)
        )
    )


def count_changes(tx: Transaction, import_id: str) -> dict[str, int]:
    """How many rows of each kind an import touched."""
    c = import_changes.c
    query = select(c.entity, func.count().label("rows")).where(c.import_id == import_id)
    return {row.entity: row.rows for row in tx.all(query.group_by(c.entity))}
