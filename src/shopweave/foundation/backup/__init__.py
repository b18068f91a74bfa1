"""One file that holds a whole shop, made while it runs, and restored with a proof.

The archive is the same for SQLite and PostgreSQL: it also carries a shop from one to the other.
"""

from shopweave.foundation.backup.archive import opened
from shopweave.foundation.backup.errors import (
    BackupDamaged,
    BackupFromLater,
    NotABackup,
    PlaceNotEmpty,
)
from shopweave.foundation.backup.make import make
from shopweave.foundation.backup.restore import restore
from shopweave.foundation.backup.types import BackupManifest, TableProof

__all__ = [
    "BackupDamaged",
    "BackupFromLater",
    "BackupManifest",
    "NotABackup",
    "PlaceNotEmpty",
    "TableProof",
    "make",
    "opened",
    "restore",
]
