"""Look at keys."""

from collections.abc import Mapping
from datetime import datetime

from shopweave.foundation.database import Transaction
from shopweave.trust.keys import records
from shopweave.trust.keys.types import ApiKey


def every(tx: Transaction) -> list[ApiKey]:
    """All keys, the newest first, revoked ones too."""
    return [key for _, key in records.every(tx)]


def usable(tx: Transaction, now: datetime) -> dict[bytes, ApiKey]:
    """The keys that open something now, by fingerprint."""
    return {digest: key for digest, key in records.every(tx) if key.usable(now)}


def mark_used(tx: Transaction, used: Mapping[str, datetime]) -> None:
    """Note when keys were used last."""
    records.mark_used(tx, used)
