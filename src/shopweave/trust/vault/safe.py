"""The installation's own secrets: keys of shops, under a key derived from the key file."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shopweave.trust.vault.errors import Unreadable
from shopweave.trust.vault.keyring import Keyring

_NONCE = 12


class Safe:
    """Seals texts that belong to the shop, not to a customer; they outlive a `rekey`."""

    def __init__(self, keyring: Keyring) -> None:
        self._key = AESGCM(keyring.secret("safe"))

    def seal(self, place: str, row: str, content: bytes) -> bytes:
        """Encrypt for `place` ("connections.secrets") of a row."""
        nonce = os.urandom(_NONCE)
        return nonce + self._key.encrypt(nonce, content, f"{place}|{row}".encode())

    def open(self, place: str, row: str, sealed: bytes) -> bytes:
        """Decrypt; raises `Unreadable` for a value that was changed, moved, or another shop's."""
        try:
            return self._key.decrypt(sealed[:_NONCE], sealed[_NONCE:], f"{place}|{row}".encode())
        except InvalidTag as error:
            raise Unreadable(place=place) from error
