"""Restore a backup into an empty place, whole or not at all, and prove it by checksums."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from shopweave.foundation.backup import records
from shopweave.foundation.backup.archive import opened, take_file
from shopweave.foundation.backup.checksum import Proof, lines
from shopweave.foundation.backup.errors import BackupDamaged, PlaceNotEmpty
from shopweave.foundation.backup.types import BackupManifest
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.database.json import loads

Prepare = Callable[[Database, str], None]


def restore(file: Path, database: Database, folder: Path, prepare: Prepare) -> BackupManifest:
    """Fill an empty database and the folder; SQLite and PostgreSQL take each other's backups.

    prepare(database, revision) makes the tables as they were then. Raises `NotABackup`,
    `PlaceNotEmpty` or `BackupDamaged`; in each case the database is as it was.
    """
    with opened(file) as (archive, manifest):
        prepare(database, manifest.revision)
        with database.write() as tx:
            _refuse_data(tx)
            _fill(tx, archive, manifest)
            _prove(tx, manifest)
        for name, digest in manifest.files.items():
            take_file(archive, folder, name, digest)
    return manifest


def _refuse_data(tx: Transaction) -> None:
    """What the preparation itself has entered may go; anything else may not."""
    for table in records.tables(tx):
        if not records.is_empty(tx, table):
            raise PlaceNotEmpty(place=table.name)


def _fill(tx: Transaction, archive: zipfile.ZipFile, manifest: BackupManifest) -> None:
    for table in records.tables(tx):
        if table.name not in manifest.tables:
            continue
        with archive.open(f"tables/{table.name}.jsonl") as part:
            columns = loads(next(part))
            records.fill(tx, table, columns, _parsed(part))
        records.continue_numbering(tx, table)


def _parsed(part: Any) -> Iterator[list[Any]]:
    for line in part:
        yield loads(line)


def _prove(tx: Transaction, manifest: BackupManifest) -> None:
    """Read everything back and compare it with what was read when the backup was made."""
    there = {table.name: table for table in records.tables(tx)}
    for name, expected in manifest.tables.items():
        proof = Proof()
        if name in there:
            for _ in lines(records.rows(tx, there[name]), proof):
                pass
        if proof.of_table() != expected:
            raise BackupDamaged(part=name)
