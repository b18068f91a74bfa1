"""The hash that binds an entry to everything before it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from shopweave.foundation.database import micros

START = bytes(32)


@dataclass(frozen=True, slots=True)
class Link:
    """What an entry says; `detail` is JSON text exactly as it is stored."""

    number: int
    at: datetime
    actor_kind: str
    actor: str
    action: str
    subject: str
    detail: str

    def hash(self, previous: bytes) -> bytes:
        """SHA-256 over the previous hash and every field, each with its length before it."""
        fields = (
            str(self.number),
            str(micros(self.at)),
            self.actor_kind,
            self.actor,
            self.action,
            self.subject,
            self.detail,
        )
        digest = hashlib.sha256(previous)
        for field in fields:
            encoded = field.encode()
            digest.update(len(encoded).to_bytes(8))
            digest.update(encoded)
        return digest.digest()
