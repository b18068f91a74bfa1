"""Every statement about sessions that goes to the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update

from shopweave.foundation.database import Transaction
from shopweave.trust.sessions.tables import staff_sessions
from shopweave.trust.sessions.types import Session

_C = staff_sessions.c


def add(tx: Transaction, session: Session, digest: bytes) -> None:
    """Store a new session."""
    row = {
        "id": session.id,
        "token_hash": digest,
        "user_id": session.user,
        "device": session.device,
        "created_at": session.created_at,
        "seen_at": session.seen_at,
        "confirmed_at": session.confirmed_at,
        "expires_at": session.expires_at,
    }
    tx.execute(staff_sessions.insert(), row)


def replace_token(tx: Transaction, session_id: str, digest: bytes, at: datetime) -> None:
    """Give a live session a new cookie and note the confirmation."""
    own = update(staff_sessions).where(_C.id == session_id, _C.ended_at.is_(None))
    tx.execute(own.values(token_hash=digest, confirmed_at=at, seen_at=at))


def end(
    tx: Transaction,
    at: datetime,
    *,
    session_id: str | None = None,
    user: str | None = None,
    but: str | None = None,
) -> int:
    """End one session, or all of a user but one."""
    which = _C.id == session_id if user is None else (_C.user_id == user) & (_C.id != (but or ""))
    statement = update(staff_sessions).where(which, _C.ended_at.is_(None))
    return tx.execute(statement.values(ended_at=at))


def live(tx: Transaction, now: datetime) -> list[tuple[bytes, Session]]:
    """Sessions that were not ended and are not older than their lifetime, the newest first."""
    wanted = select(staff_sessions).where(_C.ended_at.is_(None), _C.expires_at > now)
    return [(row.token_hash, _session(row)) for row in tx.all(wanted.order_by(_C.id.desc()))]


def delete_old(tx: Transaction, before: datetime) -> int:
    """Delete sessions that are over since a moment."""
    return tx.execute(
        delete(staff_sessions).where((_C.ended_at < before) | (_C.expires_at < before))
    )


def mark_seen(tx: Transaction, seen: Mapping[str, datetime]) -> None:
    """Set the time of the last use."""
    statement = update(staff_sessions).where(_C.id == bindparam("session"))
    rows = [{"session": session, "at": at} for session, at in seen.items()]
    tx.execute(statement.values(seen_at=bindparam("at")), rows)


def _session(row: Row[Any]) -> Session:
    return Session(
        row.id,
        row.user_id,
        row.device,
        row.created_at,
        row.seen_at,
        row.confirmed_at,
        row.expires_at,
    )
