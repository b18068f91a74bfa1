"""What goes into the vault and comes out: `v1 | key's customer | nonce | ciphertext`, as bytes."""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shopweave.trust.vault.errors import Unreadable

VERSION = b"\x01"
_NONCE = 12
_HEAD = 1 + 16


@dataclass(frozen=True, slots=True)
class Plain:
    """A text to seal for a customer, bound to a column ("customers.email") and a row's id."""

    customer: str
    place: str
    row: str
    text: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A ciphertext to open, from a column and a row."""

    place: str
    row: str
    value: bytes

    @property
    def customer(self) -> str:
        """Whose key it needs; raises `Unreadable`."""
        if self.value[:1] != VERSION or len(self.value) < _HEAD + _NONCE + 16:
            raise Unreadable(place=self.place)
        return self.value[1:_HEAD].hex()


def encrypt(key: AESGCM, plain: Plain) -> bytes:
    """AES-256-GCM with a random nonce; the head, place and row are authenticated too."""
    head = VERSION + bytes.fromhex(plain.customer)
    nonce = os.urandom(_NONCE)
    bound = _bound(head, plain.place, plain.row)
    return head + nonce + key.encrypt(nonce, plain.text.encode(), bound)


def decrypt(key: AESGCM, sealed: Sealed) -> str:
    """Return the text; raises `Unreadable` for a changed or moved value."""
    head, rest = sealed.value[:_HEAD], sealed.value[_HEAD:]
    bound = _bound(head, sealed.place, sealed.row)
    try:
        return key.decrypt(rest[:_NONCE], rest[_NONCE:], bound).decode()
    except InvalidTag as error:
        raise Unreadable(place=sealed.place) from error


def _bound(head: bytes, place: str, row: str) -> bytes:
    return head + f"{place}|{row}".encode()
