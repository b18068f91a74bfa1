"""Passwords: what is too weak, and a slow hash that cannot be used to stall the shop.

Argon2id with 19 MiB, two passes, one lane: OWASP Password Storage Cheat Sheet.
"""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NewType

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from shopweave.trust.staff.errors import Busy
from shopweave.trust.staff.strength import check

PasswordHash = NewType("PasswordHash", str)
_WAIT_SECONDS = 3.0
_AT_ONCE = 2


class Passwords:
    """Hashes and compares, at most two at a time."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._places = threading.BoundedSemaphore(_AT_ONCE)
        self._nobodys = self._hasher.hash(secrets.token_hex())

    def hash(self, password: str, *context: str) -> PasswordHash:
        """Hash a new password; `context` are words it must not consist of, such as the login.

        Raises what `strength.check` raises, and `Busy` when too many wait.
        """
        check(password, context)
        with self._place():
            return PasswordHash(self._hasher.hash(password))

    def match(self, stored: PasswordHash | None, password: str) -> bool:
        """Whether the password is right; takes as long for nobody's (None). Raises `Busy`."""
        with self._place():
            try:
                right = self._hasher.verify(stored or self._nobodys, password)
            except (VerifyMismatchError, InvalidHashError):
                return False
        return right and stored is not None

    def outdated(self, stored: PasswordHash) -> bool:
        """Whether it was hashed with weaker settings than today's."""
        return self._hasher.check_needs_rehash(stored)

    def renew(self, password: str) -> PasswordHash:
        """Hash a password that was accepted once already."""
        with self._place():
            return PasswordHash(self._hasher.hash(password))

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(timeout=_WAIT_SECONDS):
            raise Busy
        try:
            yield
        finally:
            self._places.release()
