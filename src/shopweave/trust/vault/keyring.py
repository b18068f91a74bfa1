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
_NAME = 8


class Keyring:
    """The root derives secrets, the newest wrapping key wraps, every wrapping key unwraps.

    A keyring of a file reads it again when it has changed, so that a new key reaches every process.
    """

    def __init__(self, keys: list[bytes], file: Path | None = None) -> None:
        self._file = file
        self._changed = file.stat().st_mtime_ns if file else 0
        self._take(keys)

    @classmethod
    def generate(cls) -> "Keyring":
        """Return a keyring in memory, for tests and dry runs."""
        return cls([secrets.token_bytes(_KEY), secrets.token_bytes(_KEY)])

    @classmethod
    def open(cls, file: Path) -> "Keyring":
        """Read the key file, or make it; raises `KeyFileUnsafe` or `KeyFileBroken`."""
        if not file.exists():
            _create(file)
        return cls(_read(file), file)

    def secret(self, purpose: str) -> bytes:
        """Return the 32-byte secret of a purpose; stays the same when the wrapping key changes."""
        return derive(self._root, purpose)

    def wrap(self, customer: str, key: bytes) -> bytes:
        """Encrypt a customer's key for the table."""
        self._look()
        wrapping, current = self._ring
        nonce = os.urandom(_NONCE)
        return current + nonce + wrapping[current].encrypt(nonce, key, customer.encode())

    def unwrap(self, customer: str, wrapped: bytes) -> bytes:
        """Decrypt it again; raises `Unreadable` for another installation's."""
        if wrapped[:_NAME] not in self._ring[0]:
            self._look()
        wrapping = self._ring[0].get(wrapped[:_NAME])
        if wrapping is None:
            raise Unreadable(place="customer_keys.wrapped")
        nonce, body = wrapped[_NAME : _NAME + _NONCE], wrapped[_NAME + _NONCE :]
        try:
            return wrapping.decrypt(nonce, body, customer.encode())
        except InvalidTag as error:
            raise Unreadable(place="customer_keys.wrapped") from error

    def renew(self, used: set[bytes]) -> None:
        """Add a new wrapping key to the file, and drop those by whose names nothing is wrapped."""
        if self._file is None:
            raise ValueError("a keyring in memory cannot be renewed")
        root, *wrapping = _read(self._file)
        kept = [key for key in wrapping or [root] if _name(key) in used]
        _replace(self._file, [root, *kept, secrets.token_bytes(_KEY)])
        self._look()

    def is_current(self, wrapped: bytes) -> bool:
        """Whether the newest key wrapped it."""
        return wrapped[:_NAME] == self._ring[1]

    def _take(self, keys: list[bytes]) -> None:
        # The first file of a shop may hold one key for both purposes.
        wrapping = keys[1:] or keys
        self._root = keys[0]
        by_name = {_name(key): AESGCM(derive(key, "wrap")) for key in wrapping}
        # One assignment: other threads see the old ring or the new one.
        self._ring = by_name, _name(wrapping[-1])

    def _look(self) -> None:
        """Read the file again if somebody changed it."""
        if self._file is None or self._file.stat().st_mtime_ns == self._changed:
            return
        self._changed = self._file.stat().st_mtime_ns
        self._take(_read(self._file))


def refuse_loss(tx: Transaction, file: Path) -> None:
    """Raise `KeyFileMissing` before a new file would hide that the old one is gone."""
    if not file.exists() and records.page(tx, "", 1):
        raise KeyFileMissing(file=file)


def _create(file: Path) -> None:
    """Write a key file that only its owner can read; one that another process made stays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    _write(handle, [secrets.token_bytes(_KEY), secrets.token_bytes(_KEY)])


def _replace(file: Path, keys: list[bytes]) -> None:
    """Swap the file's content in one step; a crash leaves the old or the new one."""
    beside = file.with_suffix(".new")
    beside.unlink(missing_ok=True)
    _write(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), keys)
    os.replace(beside, file)


def _write(handle: int, keys: list[bytes]) -> None:
    with os.fdopen(handle, "w") as stream:
        stream.write("".join(f"{key.hex()}\n" for key in keys))
        stream.flush()
        os.fsync(stream.fileno())


def derive(key: bytes, purpose: str) -> bytes:
    """HKDF-SHA256 (RFC 5869): one independent 32-byte key per purpose."""
    info = f"shopweave {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=info).derive(key)


def _name(key: bytes) -> bytes:
    return derive(key, "name")[:_NAME]


def _read(file: Path) -> list[bytes]:
    if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise KeyFileUnsafe(file=file)
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
