"""Every statement that artefacts send to the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select

from shopweave.foundation.artefacts.tables import releases
from shopweave.foundation.artefacts.types import Manifest, Release
from shopweave.foundation.database import Transaction

c = releases.c


def add(tx: Transaction, manifest: Manifest, at: datetime, by: str, note: str) -> None:
    """Make a version the live one."""
    row = {"model": manifest.model, "version": manifest.version, "facts": dict(manifest.facts)}
    tx.execute(insert(releases), {**row, "at": at, "by": by, "note": note})


def live(tx: Transaction, model: str) -> Release | None:
    """The release that holds now."""
    row = tx.first(select(releases).where(c.model == model).order_by(c.id.desc()).limit(1))
    return None if row is None else _release(row)


def history(tx: Transaction, model: str, limit: int) -> list[Release]:
    """The newest releases first."""
    statement = select(releases).where(c.model == model).order_by(c.id.desc()).limit(limit)
    return [_release(row) for row in tx.all(statement)]


def models(tx: Transaction) -> list[str]:
    """Every model that was ever live."""
    return [row.model for row in tx.all(select(c.model).distinct().order_by(c.model))]


def newest_versions(tx: Transaction, model: str, limit: int) -> list[str]:
    """The distinct versions that were live last, the live one first."""
    newest = func.max(c.id)
    statement = select(c.version).where(c.model == model).group_by(c.version)
    return [row.version for row in tx.all(statement.order_by(newest.desc()).limit(limit))]


def last_served(tx: Transaction, model: str, now: datetime) -> dict[str, datetime]:
    """Until when each version was live; `now` for the one that is."""
    rows = tx.all(select(c.version, c.at).where(c.model == model).order_by(c.id))
    ends = [*(row.at for row in rows[1:]), now]
    return {row.version: end for row, end in zip(rows, ends, strict=True)}


def _release(row: Row[Any]) -> Release:
    return Release(row.id, row.model, row.version, row.at, row.by, row.note, row.facts)
