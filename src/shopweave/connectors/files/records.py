"""Every statement about imports and refused rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from shopweave.connectors.files.report import Import, Report, State
from shopweave.connectors.files.tables import file_layouts, import_rejections, imports
from shopweave.connectors.files.types import Reason, Rejection
from shopweave.foundation.database import Transaction


def add(tx: Transaction, new: Import) -> None:
    """Insert an import."""
    names = [column.name for column in imports.c]
    values = {name: getattr(new, name) for name in names}
    values["report"] = new.report.as_dict() if new.report else None
    tx.execute(imports.insert(), [values])


def find(tx: Transaction, import_id: str) -> Import | None:
    """The import with that id."""
    row = tx.first(select(imports).where(imports.c.id == import_id))
    return None if row is None else _import(row)


def newest(tx: Transaction, limit: int) -> list[Import]:
    """Imports, newest first."""
    rows = tx.all(select(imports).order_by(imports.c.id.desc()).limit(limit))
    return [_import(row) for row in rows]


def broken_off(tx: Transaction, fingerprint: str, source: str, kind: str) -> list[Import]:
    """Imports of the same bytes that never came to an end, newest first."""
    c = imports.c
    query = select(imports).where(
        c.fingerprint == fingerprint,
        c.source == source,
        c.kind == kind,
        c.state.in_((State.RUNNING, State.STOPPED)),
    )
    return [_import(row) for row in tx.all(query.order_by(c.id.desc()))]


def first_seen(tx: Transaction, fingerprint: str, source: str, kind: str) -> datetime | None:
    """When the same bytes were first imported."""
    c = imports.c
    query = select(c.started_at).where(
        c.fingerprint == fingerprint, c.source == source, c.kind == kind
    )
    found = tx.scalar(query.order_by(c.started_at).limit(1))
    return found if isinstance(found, datetime) else None


def stored(tx: Transaction) -> set[str]:
    """Names of uploaded files that are still needed."""
    found = tx.all(select(imports.c.stored).where(imports.c.stored.is_not(None)))
    return {row.stored for row in found}


def waiting_for_a_word(tx: Transaction, before: datetime) -> list[Import]:
    """Imports that were shown before then and that nobody started."""
    c = imports.c
    query = select(imports).where(c.state == State.ASKED, c.started_at < before)
    return [_import(row) for row in tx.all(query)]


def remove(tx: Transaction, import_id: str) -> None:
    """Forget an import that never began."""
    tx.execute(delete(imports).where(imports.c.id == import_id))


def remember(tx: Transaction, mark: str, told: dict[str, Any], by: str, at: datetime) -> None:
    """Keep what a person said of a layout; the newest word counts."""
    tx.execute(delete(file_layouts).where(file_layouts.c.mark == mark))
    tx.execute(file_layouts.insert(), [{"mark": mark, "by": by, "told_at": at, **told}])


def told(tx: Transaction, mark: str) -> Row[Any] | None:
    """What a person said of a layout."""
    return tx.first(select(file_layouts).where(file_layouts.c.mark == mark))


def set_values(tx: Transaction, import_id: str, values: dict[str, Any]) -> None:
    """Change columns of one import."""
    tx.execute(update(imports).where(imports.c.id == import_id).values(values))


def add_rejections(
    tx: Transaction, import_id: str, rejected: Sequence[Rejection], start: int
) -> None:
    """Keep refused rows; `start` numbers the first one. The same number twice is kept once."""
    rows = [
        {
            "import_id": import_id,
            "number": number,
            "line": row.line,
            "column": row.column,
            "value": row.value,
            "reason": str(row.reason),
            "detail": row.told or None,
        }
        for number, row in enumerate(rejected, start)
    ]
    tx.insert_new(import_rejections, rows, key=("import_id", "number"))


def count_rejections(tx: Transaction, import_id: str) -> int:
    """How many refused rows are kept."""
    query = select(func.count()).where(import_rejections.c.import_id == import_id)
    return int(tx.scalar(query))


def rejections(
    tx: Transaction, import_id: str, after: int, limit: int
) -> list[tuple[int, Rejection]]:
    """Refused rows by number behind `after`."""
    c = import_rejections.c
    query = select(import_rejections).where(c.import_id == import_id, c.number > after)
    return [(row.number, _rejection(row)) for row in tx.all(query.order_by(c.number).limit(limit))]


def drop_rejections(tx: Transaction, before: datetime, limit: int) -> int:
    """Forget refused rows of imports that began before then; returns how many went."""
    old = select(imports.c.id).where(imports.c.started_at < before)
    c = import_rejections.c
    some = select(c.import_id, c.number).where(c.import_id.in_(old)).limit(limit)
    rows = tx.all(some)
    for import_id in {row.import_id for row in rows}:
        last = max(row.number for row in rows if row.import_id == import_id)
        tx.execute(delete(import_rejections).where(c.import_id == import_id, c.number <= last))
    return len(rows)


def _import(row: Row[Any]) -> Import:
    values = dict(row._mapping)
    values["state"] = State(row.state)
    values["report"] = Report.from_dict(row.report) if row.report else None
    return Import(**values)


def _rejection(row: Row[Any]) -> Rejection:
    return Rejection(row.line, row.column, row.value, Reason(row.reason), row.detail or {})
