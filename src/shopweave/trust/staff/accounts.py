"""Open, change and close accounts; each step is audited and holds within a second."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.trust import audit, sessions, versions
from shopweave.trust.permissions import Principal, Role
from shopweave.trust.staff import records
from shopweave.trust.staff.errors import LastOwner, LoginTaken, UnknownRole
from shopweave.trust.staff.overview import find
from shopweave.trust.staff.passwords import PasswordHash
from shopweave.trust.staff.types import User, normal_login


@dataclass(frozen=True, slots=True)
class NewUser:
    """Who shall have an account."""

    login: str
    name: str
    roles: tuple[str, ...]
    password_hash: PasswordHash
    language: str = "en"


def add(tx: Transaction, principal: Principal, wanted: NewUser, at: datetime) -> User:
    """Open an account. Raises `LoginTaken` or `UnknownRole`."""
    login = normal_login(wanted.login)
    roles = _known(wanted.roles)
    user = User(ids.new(), login, wanted.name.strip() or login, roles, wanted.language, at, None)
    row = {
        "id": user.id,
        "login": login,
        "name": user.name,
        "password_hash": wanted.password_hash,
        "roles": list(roles),
        "language": user.language,
        "created_at": at,
    }
    if not records.add(tx, row):
        raise LoginTaken(login=login)
    _note(tx, principal, "staff.added", user, at, {"roles": list(roles)})
    return user


def change_roles(
    tx: Transaction, principal: Principal, user_id: str, roles: Iterable[str], at: datetime
) -> None:
    """Give a person other roles. Raises `NoSuchUser`, `UnknownRole` or `LastOwner`."""
    user, wanted = find(tx, user_id), _known(roles)
    if Role.OWNER not in wanted:
        _keep_an_owner(tx, user)
    records.change(tx, user.id, {"roles": list(wanted)})
    detail = {"from": list(user.roles), "to": list(wanted)}
    _note(tx, principal, "staff.roles_changed", user, at, detail)


def disable(tx: Transaction, principal: Principal, user_id: str, at: datetime) -> None:
    """Close an account and end its sessions. Raises `NoSuchUser` or `LastOwner`."""
    user = find(tx, user_id)
    _keep_an_owner(tx, user)
    records.change(tx, user.id, {"disabled_at": at})
    sessions.end_all(tx, user.id, at)
    _note(tx, principal, "staff.disabled", user, at)


def enable(tx: Transaction, principal: Principal, user_id: str, at: datetime) -> None:
    """Open a closed account again. Raises `NoSuchUser`."""
    user = find(tx, user_id)
    records.change(tx, user.id, {"disabled_at": None})
    _note(tx, principal, "staff.enabled", user, at)


def set_password(
    tx: Transaction,
    principal: Principal,
    user_id: str,
    password_hash: PasswordHash,
    at: datetime,
) -> None:
    """Change a password and end all sessions but the one that acts. Raises `NoSuchUser`."""
    user = find(tx, user_id)
    records.change(tx, user.id, {"password_hash": password_hash})
    sessions.end_all(tx, user.id, at, but=principal.session)
    _note(tx, principal, "staff.password_changed", user, at)


def renew_hash(tx: Transaction, user: User, password_hash: PasswordHash) -> None:
    """Store the same password, hashed with today's settings."""
    records.change(tx, user.id, {"password_hash": password_hash})


def set_language(tx: Transaction, user_id: str, language: str) -> None:
    """Speak to a person in another language. Raises `NoSuchUser`."""
    records.change(tx, find(tx, user_id).id, {"language": language})
    versions.raise_version(tx, versions.ACCESS)


def _known(roles: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(roles))
    names = [role.value for role in Role]
    for role in wanted or ("",):
        if role not in names:
            raise UnknownRole(role=role or "nothing", roles=", ".join(names))
    return wanted


def _keep_an_owner(tx: Transaction, user: User) -> None:
    records.lock(tx)
    owners = [u.id for u in records.every(tx) if u.active and Role.OWNER in u.roles]
    if owners == [user.id]:
        raise LastOwner(login=user.login)


def _note(
    tx: Transaction,
    principal: Principal,
    action: str,
    user: User,
    at: datetime,
    detail: dict[str, list[str]] | None = None,
) -> None:
    versions.raise_version(tx, versions.ACCESS)
    audit.record(tx, principal, action, f"staff:{user.id}", detail, at=at)
