"""Look at accounts."""

from shopweave.foundation.database import Transaction
from shopweave.trust.staff import records
from shopweave.trust.staff.errors import NoSuchUser
from shopweave.trust.staff.passwords import PasswordHash
from shopweave.trust.staff.types import User, normal_login


def every(tx: Transaction) -> list[User]:
    """All accounts, the oldest first, closed ones too."""
    return records.every(tx)


def active(tx: Transaction) -> dict[str, User]:
    """The open accounts by id."""
    return {user.id: user for user in records.every(tx) if user.active}


def anybody(tx: Transaction) -> bool:
    """Whether the shop has been set up: there is an account."""
    return bool(records.every(tx))


def find(tx: Transaction, user: str) -> User:
    """The account with this id or login. Raises `NoSuchUser`."""
    found = records.by_id(tx, user) or records.by_login(tx, normal_login(user))
    if found is None:
        raise NoSuchUser(user=user)
    return found


def with_login(tx: Transaction, login: str) -> User | None:
    """The account with this login, or None."""
    return records.by_login(tx, normal_login(login))


def password_hash(tx: Transaction, user: User) -> PasswordHash:
    """The hash to compare a password with."""
    return PasswordHash(records.password_hash(tx, user.id) or "")
