"""Every statement about staff that goes to the database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, select, update

from shopweave.foundation.database import Transaction
from shopweave.trust.staff.tables import staff_users
from shopweave.trust.staff.types import User

_C = staff_users.c
_USER = (_C.id, _C.login, _C.name, _C.roles, _C.language, _C.created_at, _C.disabled_at)


def add(tx: Transaction, row: Mapping[str, Any]) -> bool:
    """Store a new account; False when the login is taken."""
    return bool(tx.insert_new(staff_users, [row], key=("login",)))


def change(tx: Transaction, user: str, values: Mapping[str, Any]) -> None:
    """Set columns of an account."""
    tx.execute(update(staff_users).where(_C.id == user).values(**values))


def by_login(tx: Transaction, login: str) -> User | None:
    """The account with a normalised login."""
    return _user(tx.first(select(*_USER).where(_C.login == login)))


def by_id(tx: Transaction, user: str) -> User | None:
    """The account with an id."""
    return _user(tx.first(select(*_USER).where(_C.id == user)))


def every(tx: Transaction) -> list[User]:
    """All accounts, the oldest first."""
    users = [_user(row) for row in tx.all(select(*_USER).order_by(_C.id))]
    return [user for user in users if user]


def lock(tx: Transaction) -> None:
    """Let nobody else change roles or close accounts until this transaction ends."""
    tx.all(select(_C.id).order_by(_C.id).with_for_update())


def password_hash(tx: Transaction, user: str) -> str | None:
    """The stored hash of an account."""
    found: str | None = tx.scalar(select(_C.password_hash).where(_C.id == user))
    return found


def _user(row: Row[Any] | None) -> User | None:
    if row is None:
        return None
    return User(
        row.id,
        row.login,
        row.name,
        tuple(row.roles),
        row.language,
        row.created_at,
        row.disabled_at,
    )
