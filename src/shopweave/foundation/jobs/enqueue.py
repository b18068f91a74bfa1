"""Ask for work, in the transaction that makes it necessary."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shopweave.foundation import ids
from shopweave.foundation.database import Transaction, notify
from shopweave.foundation.jobs import records

CHANNEL = "shopweave_jobs"


def enqueue(
    tx: Transaction,
    kind: str,
    payload: Mapping[str, Any] | None = None,
    *,
    run_at: datetime | None = None,
    unique_key: str | None = None,
    priority: int = 0,
) -> str:
    """Return the id of the job that will do it; it exists only if the transaction commits.

    `unique_key`: while one with this key waits, no second is made and its id is returned; never
    do two with one key run at once. `priority`: the smaller number goes first.
    """
    job = ids.new()
    new = records.insert(tx, job, kind, dict(payload or {}), run_at, unique_key, priority)
    if not new and unique_key is not None:
        return records.waiting(tx, unique_key)
    notify(tx, CHANNEL)
    return job
