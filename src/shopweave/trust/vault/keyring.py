"""The installation's key file: what turns ciphertext, indexes and seals into this shop's own."""

import os
import secrets
import stat
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shopweave.foundation.database import Transaction
from shopweave.trust.vault import records
from shopweave.trust.vault.errors import (
    KeyFileBroken,
    KeyFileMissing,
    KeyFileUnsafe,
    Unreadable,
)

_KEY = 32
_NONCE = 12


class Keyring:
    """Installation keys, oldest first: the newest wraps, the oldest derives, all unwrap."""

    def __init__(self, keys: list[bytes]) -> None:
        self._wrapping = {_name(key): AESGCM(derive(key, "wrap")) for key in keys}
        self._current = _name(keys[-1])
        self._root = keys[0]

    @classmethod
    def generate(cls) -> "Keyring":
        """Return a keyring in memory, for tests and dry runs."""
        return cls([secrets.token_bytes(_KEY)])

    @classmethod
    def open(cls, file: Path) -> "Keyring":
        """Read the key file, or make it; raises `KeyFileUnsafe` or `KeyFileBroken`."""
        if not file.exists():
            create(file)
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise KeyFileUnsafe(file=file)
        return cls(_read(file))

    def secret(self, purpose: str) -> bytes:
        """Return the 32-byte secret of a purpose; stays the same when the wrapping key changes."""
        return derive(self._root, purpose)

    def wrap(self, customer: str, key: bytes) -> bytes:
        """Encrypt a customer's key for the table."""
        nonce = os.urandom(_NONCE)
        return (
            self._current
            + nonce
            + self._wrapping[self._current].encrypt(nonce, key, customer.encode())
        )

    def unwrap(self, customer: str, wrapped: bytes) -> bytes:
        """Decrypt it again; raises `Unreadable` for another installation's."""
        wrapping = self._wrapping.get(wrapped[:8])
        nonce, body = wrapped[8 : 8 + _NONCE], wrapped[8 + _NONCE :]
        try:
            if wrapping is not None:
                return wrapping.decrypt(nonce, body, customer.encode())
        except InvalidTag as error:
            raise Unreadable(place="customer_keys.wrapped") from error
        raise Unreadable(place="customer_keys.wrapped")

    def is_current(self, wrapped: bytes) -> bool:
        """Whether the newest key wrapped it."""
        return wrapped[:8] == self._current


def refuse_loss(tx: Transaction, file: Path) -> None:
    """Raise `KeyFileMissing` before a new file would hide that the old one is gone."""
    if not file.exists() and records.page(tx, "", 1):
        raise KeyFileMissing(file=file)


def create(file: Path) -> None:
    """Write a key file that only its owner can read; never overwrites one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.write(secrets.token_hex(_KEY) + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def derive(key: bytes, purpose: str) -> bytes:
    """HKDF-SHA256 (RFC 5869): one independent 32-byte key per purpose."""
    info = f"shopweave {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=info).derive(key)


def _name(key: bytes) -> bytes:
    return derive(key, "name")[:8]


def _read(file: Path) -> list[bytes]:
    keys = []
    for number, line in enumerate(file.read_text().split(), start=1):
        try:
            keys.append(bytes.fromhex(line))
        except ValueError as error:
            raise KeyFileBroken(file=file, line=number) from error
        if len(keys[-1]) != _KEY:
            raise KeyFileBroken(file=file, line=number)
    if not keys:
        raise KeyFileBroken(file=file, line=1)
    return keys
