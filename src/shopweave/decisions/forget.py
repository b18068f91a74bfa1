"""What the ledger lets go: inputs after their class, lists that led to nothing, and people."""

from datetime import datetime, timedelta
from typing import Any

from shopweave.decisions.records import reading, writing
from shopweave.decisions.settings import LedgerPreferences
from shopweave.foundation import ids
from shopweave.foundation.database import Database, Transaction

_AT_ONCE = 1000
_LOOK_BACK = timedelta(days=60)


def forget(database: Database, now: datetime, keep: LedgerPreferences) -> int:
    """Let inputs go after `replay_days`, and lists that led to nothing after `keep_days`.

    In short transactions; returns how many rows were deleted.
    """
    _trim(database, now - timedelta(days=keep.replay_days))
    very_old = now - timedelta(days=keep.keep_days)
    deleted, last = 0, -1
    while last:
        with database.write() as tx:
            last = writing.delete_idle(tx, very_old, _AT_ONCE)
        deleted += last
    return deleted


def export_person(tx: Transaction, customer: str) -> list[dict[str, Any]]:
    """What was decided for a person, as JSON objects."""
    return [
        {"at": made.at.isoformat(), "kind": made.kind, "what": made.what, "reasons": made.reasons}
        for made in reading.of_person(tx, customer)
    ]


def erase_person(tx: Transaction, customer: str) -> int:
    """Cut the tie between decisions and a person; returns how many rows changed."""
    return writing.cut_tie(tx, customer)


def _trim(database: Database, before: datetime) -> None:
    """Walk over the last days that became old; what is older was trimmed by an earlier walk."""
    at: str | None = ids.first_of(before - _LOOK_BACK)
    while at is not None:
        with database.write() as tx:
            at = writing.trim(tx, at, before, _AT_ONCE)
