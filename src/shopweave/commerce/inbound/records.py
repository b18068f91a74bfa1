"""Every statement about the journal of imports, and rows as they were before one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, delete, func, select

from shopweave.commerce.inbound.tables import import_changes
from shopweave.commerce.inbound.types import Change
from shopweave.foundation.database import Instant, Transaction, from_micros, micros

# Tables that together hold one thing, each with the column that names the thing.
Parts = Sequence[tuple[Table, str]]


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


def erase_row(tx: Transaction, entity: str, row_id: str) -> int:
    """Forget what every import noted about a row."""
    c = import_changes.c
    return tx.execute(delete(import_changes).where(c.entity == entity, c.row_id == row_id))


def count_changes(tx: Transaction, import_id: str) -> dict[str, int]:
    """How many rows of each kind an import touched."""
    c = import_changes.c
    query = select(c.entity, func.count().label("rows")).where(c.import_id == import_id)
    return {row.entity: row.rows for row in tx.all(query.group_by(c.entity))}


def images(tx: Transaction, parts: Parts, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Rows as they are now, by owner and table, in a form that JSON can hold."""
    taken: dict[str, dict[str, Any]] = {owner: {} for owner in ids}
    for table, key in parts:
        for row in tx.all(select(table).where(tx.one_of(table.c[key], ids))):
            fields = {str(c.name): _plain(row._mapping[c.name]) for c in table.c}
            taken[fields[key]].setdefault(str(table.name), []).append(fields)
    return taken


def remove(tx: Transaction, parts: Parts, ids: Sequence[str]) -> None:
    """Delete every row that belongs to these owners."""
    for table, key in reversed(parts):
        tx.execute(delete(table).where(tx.one_of(table.c[key], ids)))


def put_back(tx: Transaction, parts: Parts, taken: Sequence[dict[str, Any]]) -> None:
    """Insert the rows of images, whose owners have none at this time."""
    for table, _ in parts:
        rows = [_typed(table, fields) for image in taken for fields in image.get(table.name, [])]
        tx.load(table, rows)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return micros(value)
    return value.hex() if isinstance(value, bytes) else value


def _typed(table: Table, fields: dict[str, Any]) -> dict[str, Any]:
    return {c.name: _value(c, fields.get(c.name)) for c in table.c}


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Instant):
        return from_micros(value)
    return bytes.fromhex(value) if isinstance(column.type, LargeBinary) else value


def written_by(tx: Transaction, parts: Parts, ids: Sequence[str], import_id: str) -> set[str]:
    """Which of these owners the import was the last to write."""
    table, key = parts[0]
    query = select(table.c[key]).where(tx.one_of(table.c[key], ids))
    return set(tx.connection.scalars(query.where(table.c.import_id == import_id)))
