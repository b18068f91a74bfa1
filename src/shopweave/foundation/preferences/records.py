"""Every statement that preferences send to the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from shopweave.foundation.database import Transaction
from shopweave.foundation.preferences.tables import versions
from shopweave.foundation.preferences.types import Change

c = versions.c


def newest_version(tx: Transaction) -> int:
    """The number of the last change of anything; 0 when nothing was ever changed."""
    return int(tx.scalar(select(func.coalesce(func.max(c.version), 0))))


def add(tx: Transaction, change: Change) -> bool:
    """Write a change; False when its number was taken meanwhile."""
    row = {column.name: getattr(change, column.name) for column in versions.columns}
    return bool(tx.insert_new(versions, [row], key=["version"]))


def last_of_each(tx: Transaction) -> list[Change]:
    """The current row of each name."""
    newest = select(func.max(c.version)).group_by(c.name)
    return [_change(row) for row in tx.all(select(versions).where(c.version.in_(newest)))]


def last(tx: Transaction, name: str, before: int | None = None) -> Change | None:
    """The current row of one name, or the one that held before a version."""
    statement = select(versions).where(c.name == name)
    if before is not None:
        statement = statement.where(c.version < before)
    row = tx.first(statement.order_by(c.version.desc()).limit(1))
    return None if row is None else _change(row)


def history(tx: Transaction, name: str | None, limit: int) -> list[Change]:
    """The newest changes first."""
    statement = select(versions).order_by(c.version.desc()).limit(limit)
    if name is not None:
        statement = statement.where(c.name == name)
    return [_change(row) for row in tx.all(statement)]


def _change(row: Row[Any]) -> Change:
    at: datetime = row.at
    return Change(row.version, row.name, row.values, row.by, at, row.undoes)
