"""Every statement about one-time links that goes to the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete

from shopweave.foundation.database import Transaction
from shopweave.trust.setup.tables import one_time_links

_C = one_time_links.c


def add(
    tx: Transaction, digest: bytes, user: str | None, at: datetime, expires_at: datetime
) -> None:
    """Store a link; older ones for the same purpose end."""
    same = _C.user_id.is_(None) if user is None else _C.user_id == user
    tx.execute(delete(one_time_links).where(same | (_C.expires_at < at)))
    row = {"token_hash": digest, "user_id": user, "created_at": at, "expires_at": expires_at}
    tx.execute(one_time_links.insert(), row)


def take(tx: Transaction, digest: bytes, at: datetime) -> Row[Any] | None:
    """Use a link up; None when there is no such link any more."""
    own = delete(one_time_links).where(_C.token_hash == digest, _C.expires_at > at)
    return tx.first(own.returning(_C.token_hash, _C.user_id))


def delete_old(tx: Transaction, before: datetime) -> int:
    """Delete links that ended before a moment."""
    return tx.execute(delete(one_time_links).where(_C.expires_at < before))
