"""Start, prove again, look at and end sessions."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.trust import versions
from shopweave.trust.sessions import records
from shopweave.trust.sessions.types import LIFETIME, Session


def fingerprint(token: str) -> bytes:
    """SHA-256 of the cookie's 256 random bits."""
    return hashlib.sha256(token.encode()).digest()


def start(tx: Transaction, user: str, device: str, at: datetime) -> tuple[Session, str]:
    """Return a new session and the text of its cookie."""
    token = secrets.token_urlsafe(32)
    session = Session(ids.new(), user, device[:200], at, at, at, at + LIFETIME)
    records.add(tx, session, fingerprint(token))
    versions.raise_version(tx, versions.ACCESS)
    return session, token


def rotate(tx: Transaction, session_id: str, at: datetime) -> str:
    """Return a new cookie for a session whose person has just given the password again."""
    token = secrets.token_urlsafe(32)
    records.replace_token(tx, session_id, fingerprint(token), at)
    versions.raise_version(tx, versions.ACCESS)
    return token


def end(tx: Transaction, session_id: str, at: datetime) -> None:
    """Sign out here."""
    records.end(tx, at, session_id=session_id)
    versions.raise_version(tx, versions.ACCESS)


def end_all(tx: Transaction, user: str, at: datetime, but: str | None = None) -> int:
    """Sign a person out everywhere, `but` in one session; returns how many ended."""
    ended = records.end(tx, at, user=user, but=but)
    versions.raise_version(tx, versions.ACCESS)
    return ended


def live(tx: Transaction, now: datetime) -> dict[bytes, Session]:
    """The sessions that are neither ended nor too old, by fingerprint.

    Some may be unused for too long: ask `alive`, as their last use may not be written down yet.
    """
    return dict(records.live(tx, now))


def of_user(tx: Transaction, user: str, now: datetime) -> list[Session]:
    """A person's live sessions, the newest first."""
    return [s for _, s in records.live(tx, now) if s.user == user and s.alive(now)]


def mark_seen(tx: Transaction, seen: Mapping[str, datetime]) -> None:
    """Note when sessions were used last."""
    records.mark_seen(tx, seen)


def tidy(tx: Transaction, before: datetime) -> int:
    """Delete the rows of sessions that ended or grew too old before then; returns how many."""
    return records.delete_old(tx, before)
