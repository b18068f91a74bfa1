"""Write one entry."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from shopweave.foundation.database import Transaction
from shopweave.trust.audit import records
from shopweave.trust.audit.chain import Link
from shopweave.trust.permissions import Principal


def record(
    tx: Transaction,
    principal: Principal,
    action: str,
    subject: str,
    detail: Mapping[str, Any] | None = None,
    *,
    at: datetime,
) -> int:
    """Log that the principal did `action` (`keys.revoked`) to `subject` (`key:0190...`).

    Returns the entry's number. Record last in a transaction: other writers of the log wait.
    """
    number, previous = records.lock_head(tx)
    text = orjson.dumps(dict(detail or {}), option=orjson.OPT_SORT_KEYS).decode()
    link = Link(number + 1, at, principal.kind, principal.id, action, subject, text)
    records.append(tx, link, link.hash(previous))
    return link.number
