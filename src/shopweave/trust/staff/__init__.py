"""The people who work in the shop: accounts, passwords, roles.

A password is hashed before the transaction (`Passwords.hash`), as that takes longer than one may.
"""

from shopweave.trust.staff.accounts import (
    NewUser,
    add,
    change_roles,
    disable,
    enable,
    renew_hash,
    set_language,
    set_password,
)
from shopweave.trust.staff.errors import (
    Busy,
    LastOwner,
    LoginTaken,
    NoSuchUser,
    PasswordGuessable,
    PasswordTooLong,
    PasswordTooShort,
    UnknownRole,
)
from shopweave.trust.staff.overview import active, anybody, every, find, password_hash, with_login
from shopweave.trust.staff.passwords import PasswordHash, Passwords
from shopweave.trust.staff.types import User, normal_login

__all__ = [
    "Busy",
    "LastOwner",
    "LoginTaken",
    "NewUser",
    "NoSuchUser",
    "PasswordGuessable",
    "PasswordHash",
    "PasswordTooLong",
    "PasswordTooShort",
    "Passwords",
    "UnknownRole",
    "User",
    "active",
    "add",
    "anybody",
    "change_roles",
    "disable",
    "enable",
    "every",
    "find",
    "normal_login",
    "password_hash",
    "renew_hash",
    "set_language",
    "set_password",
    "with_login",
]
