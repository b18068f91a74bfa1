"""The text of a key, and the hash under which it is known."""

import hashlib
import secrets

from shopweave.trust.keys.types import KeyKind

_BEGINNINGS = {KeyKind.PUBLIC: "pk_", KeyKind.SECRET: "sk_"}
SHOWN = 11


def make(kind: KeyKind) -> str:
    """Return a new key with 160 random bits; the beginning lets scanners for leaks find it."""
    return _BEGINNINGS[kind] + secrets.token_hex(20)


def fingerprint(token: str) -> bytes:
    """SHA-256; a slow hash is for passwords, not for 160 random bits."""
    return hashlib.sha256(token.encode()).digest()


def looks_like_key(token: str) -> bool:
    """Whether a text begins like a key."""
    return token.startswith(tuple(_BEGINNINGS.values()))
