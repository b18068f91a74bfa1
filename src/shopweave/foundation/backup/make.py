"""Make a backup while the shop runs: one moment of every table, and the files beside it."""

import os
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from shopweave import __version__
from shopweave.foundation.backup import records
from shopweave.foundation.backup.archive import MANIFEST, manifest_text, put_file
from shopweave.foundation.backup.checksum import Proof, lines
from shopweave.foundation.backup.types import BackupManifest, TableProof
from shopweave.foundation.database import Database, Transaction


def make(
    database: Database,
    target: Path,
    now: datetime,
    revision: str,
    folder: Path,
    include: Sequence[str] = (),
) -> BackupManifest:
    """Write `target`, readable by its owner only, and return what it holds.

    include: files and folders below `folder`, such as the models; absent ones are passed over.
    The name appears when the archive is whole and on disk.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".unfinished")
    with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            with database.read() as tx:
                records.freeze(tx)
                proofs = dict(_dump(tx, archive))
            files = {name: put_file(archive, folder, name) for name in _names(folder, include)}
            manifest = BackupManifest(now, __version__, database.dialect, revision, proofs, files)
            archive.writestr(MANIFEST, manifest_text(manifest))
        raw.flush()
        os.fsync(raw.fileno())
    unfinished.rename(target)
    return manifest


def _dump(tx: Transaction, archive: zipfile.ZipFile) -> list[tuple[str, TableProof]]:
    proofs = []
    for table in records.tables(tx):
        proof = Proof()
        with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as part:
            part.write(b"".join(lines([[str(column.name) for column in table.columns]], Proof())))
            for line in lines(records.rows(tx, table), proof):
                part.write(line)
        proofs.append((str(table.name), proof.of_table()))
    return proofs


def _names(folder: Path, include: Sequence[str]) -> list[str]:
    """Paths of all included files, relative to the folder; nothing unfinished."""
    found = [
        path
        for name in include
        for path in ([folder / name] if (folder / name).is_file() else (folder / name).rglob("*"))
        if path.is_file() and ".tmp-" not in str(path.relative_to(folder))
    ]
    return sorted(str(path.relative_to(folder)) for path in found)
