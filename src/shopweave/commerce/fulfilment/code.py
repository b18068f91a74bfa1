"""The six digits by which goods are collected: shown once, kept as a keyed hash."""

import hmac
import secrets

from shopweave.trust.vault import Vault

_PURPOSE = "collect code"
DIGITS = 6
MOST_TRIES = 5


def draw() -> str:
    """Six digits that nobody can foresee."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def hashed(vault: Vault, fulfilment_id: str, code: str) -> bytes:
    """What is kept of a code: of no use without the installation's key, or for another parcel."""
    return vault.index(_PURPOSE, f"{fulfilment_id}:{code.strip()}")


def fits(vault: Vault, fulfilment_id: str, code: str, kept: bytes | None) -> bool:
    """Whether a code is the one that was given out; takes the same time whatever it is."""
    return kept is not None and hmac.compare_digest(hashed(vault, fulfilment_id, code), kept)
