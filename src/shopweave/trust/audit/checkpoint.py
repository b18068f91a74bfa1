"""A sealed statement of how long the log was and how it ended, to be kept elsewhere too."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from shopweave.foundation.database import Transaction
from shopweave.trust.audit import records
from shopweave.trust.audit.errors import NoCheckpoint


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log held `number` entries and ended in `hash`; `seal` proves who says so."""

    number: int
    hash: bytes
    seal: bytes

    def sealed_by(self, key: bytes) -> bool:
        """Whether the holder of the key made it."""
        return hmac.compare_digest(self.seal, _seal(key, self.number, self.hash))

    def __str__(self) -> str:
        return f"{self.number}:{self.hash.hex()}:{self.seal.hex()}"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read what `str` wrote; raises `NoCheckpoint`."""
        try:
            number, digest, seal = text.strip().split(":")
            return cls(int(number), bytes.fromhex(digest), bytes.fromhex(seal))
        except ValueError as error:
            raise NoCheckpoint(text=text.strip()[:80]) from error


def checkpoint(tx: Transaction, key: bytes, at: datetime) -> Checkpoint:
    """Seal the log as it is now with the installation's audit key."""
    number, digest = records.head(tx)
    made = Checkpoint(number, digest, _seal(key, number, digest))
    values = {"number": number, "hash": digest, "at": at, "seal": made.seal}
    records.add_checkpoint(tx, values)
    return made


def _seal(key: bytes, number: int, digest: bytes) -> bytes:
    return hmac.digest(key, number.to_bytes(8) + digest, "sha256")
