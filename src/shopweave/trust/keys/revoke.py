"""Take a key away."""

from datetime import datetime

from shopweave.foundation.database import Transaction
from shopweave.trust import audit, versions
from shopweave.trust.keys import records
from shopweave.trust.keys.errors import NoSuchKey
from shopweave.trust.permissions import Principal


def revoke(tx: Transaction, principal: Principal, key_id: str, at: datetime) -> None:
    """Make a key useless in every process within a second; audited. Raises `NoSuchKey`."""
    if not records.revoke(tx, key_id, at):
        raise NoSuchKey(key=key_id)
    versions.raise_version(tx, versions.ACCESS)
    audit.record(tx, principal, "key.revoked", f"key:{key_id}", at=at)
