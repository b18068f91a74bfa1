"""Checkpoints beside the database: whoever changes the log must change this file too."""

import os
from datetime import datetime
from pathlib import Path

from shopweave.foundation.database import Database, Transaction
from shopweave.trust.audit import records
from shopweave.trust.audit.checkpoint import Checkpoint, checkpoint
from shopweave.trust.audit.errors import LogChanged
from shopweave.trust.audit.verify import Verdict, verify


def keep(database: Database, key: bytes, file: Path, at: datetime) -> Checkpoint:
    """Seal the log as it is now, in the database and in the file.

    Raises `LogChanged` when the log does not go on from the checkpoint in the file: that one stays.
    """
    with database.write() as tx:
        for earlier in _read(file):
            _continues(tx, earlier)
        newest = checkpoint(tx, key, at)
    beside = file.with_suffix(".new")
    beside.write_text(f"{newest}\n")
    os.replace(beside, file)
    return newest


def verify_all(database: Database, key: bytes, file: Path, told: str = "") -> Verdict:
    """Verify the log, also against the file and a checkpoint that somebody kept and tells.

    Raises `NoCheckpoint` for a told one that is none.
    """
    known = [*_read(file), *([Checkpoint.parse(told)] if told else [])]
    with database.read() as tx:
        return verify(tx, key, known)


def _read(file: Path) -> list[Checkpoint]:
    lines = file.read_text().splitlines() if file.exists() else []
    return [Checkpoint.parse(line) for line in lines if line.strip()]


def _continues(tx: Transaction, earlier: Checkpoint) -> None:
    if records.hash_of(tx, earlier.number) != earlier.hash:
        fault = f"entry {earlier.number} is missing or was changed"
        raise LogChanged(number=1, faults=fault)
