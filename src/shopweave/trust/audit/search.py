"""Read the log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from shopweave.foundation.database import Transaction
from shopweave.trust.audit import records


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to what, when."""

    number: int
    at: datetime
    actor_kind: str
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]


def search(
    tx: Transaction, subject: str | None = None, before: int | None = None, limit: int = 100
) -> list[Entry]:
    """Entries, newest first, of one subject or of all; `before` an entry's number to page on."""
    rows = records.search(tx, subject, before, limit)
    links = [records.link_of(row) for row in rows]
    return [
        Entry(e.number, e.at, e.actor_kind, e.actor, e.action, e.subject, orjson.loads(e.detail))
        for e in links
    ]
