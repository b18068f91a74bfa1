"""Issue and use links."""

import hashlib
import ipaddress
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from shopweave.foundation.database import Transaction
from shopweave.trust import audit, staff
from shopweave.trust.permissions import SYSTEM, Role
from shopweave.trust.setup import records
from shopweave.trust.setup.errors import AlreadySetUp, LinkInvalid, NotSetUp

_VALID = timedelta(hours=24)


def needed(tx: Transaction) -> bool:
    """Whether the shop still has nobody."""
    return not staff.anybody(tx)


def issue(tx: Transaction, at: datetime, user: str | None = None) -> str:
    """Return the token of a new link, good once and for a day; earlier ones end.

    Without a user it makes the first owner, with one it lets that person in.
    """
    token = secrets.token_urlsafe(24)
    records.add(tx, _fingerprint(token), user, at, at + _VALID)
    subject = f"staff:{user}" if user else "installation"
    audit.record(tx, SYSTEM, "setup.link_issued", subject, at=at)
    return token


def finish(tx: Transaction, token: str, owner: staff.NewUser, at: datetime) -> staff.User:
    """Make the first owner. Raises `LinkInvalid`, `AlreadySetUp`, or what `staff.add` raises."""
    used = records.take(tx, _fingerprint(token), at)
    if used is None or used.user_id is not None:
        raise LinkInvalid
    if staff.anybody(tx):
        raise AlreadySetUp
    return staff.add(tx, SYSTEM, replace(owner, roles=(Role.OWNER.value,)), at)


def enter(tx: Transaction, token: str, at: datetime) -> staff.User:
    """The person whom a link lets in. Raises `LinkInvalid`."""
    used = records.take(tx, _fingerprint(token), at)
    if used is None or used.user_id is None:
        raise LinkInvalid
    user = staff.find(tx, used.user_id)
    if not user.active:
        raise LinkInvalid
    return user


def tidy(tx: Transaction, before: datetime) -> int:
    """Delete links that nobody used; returns how many."""
    return records.delete_old(tx, before)


def refuse_exposure(tx: Transaction, host: str) -> None:
    """Raise `NotSetUp` when a shop without owner would listen on more than this machine."""
    if needed(tx) and not _is_loopback(host):
        raise NotSetUp(host=host)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _fingerprint(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
