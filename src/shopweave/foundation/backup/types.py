"""What a backup says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TableProof:
    """How many rows a table has, and a checksum over all of them that ignores their order."""

    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """The contents of one archive. files: SHA-256 by path below the data folder."""

    made_at: datetime
    code_version: str
    dialect: str
    revision: str
    tables: Mapping[str, TableProof]
    files: Mapping[str, str]

    @property
    def rows(self) -> int:
        """Rows in all tables."""
        return sum(proof.rows for proof in self.tables.values())
