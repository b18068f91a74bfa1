"""The archive: a ZIP with one JSON-lines part per table, the files, and a manifest."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from shopweave.foundation.backup.errors import BackupDamaged, NotABackup
from shopweave.foundation.backup.types import BackupManifest, TableProof
from shopweave.foundation.database.json import dumps, loads

MANIFEST = "manifest.json"
_FORMAT = 1


def manifest_text(manifest: BackupManifest) -> str:
    """The manifest as JSON."""
    return dumps(
        {
            "format": _FORMAT,
            "made_at": manifest.made_at.isoformat(),
            "code_version": manifest.code_version,
            "dialect": manifest.dialect,
            "revision": manifest.revision,
            "tables": {n: [p.rows, p.checksum] for n, p in manifest.tables.items()},
            "files": dict(manifest.files),
        }
    )


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, BackupManifest]]:
    """Open an archive and read what it says of itself. Raises `NotABackup`."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError) as error:
        raise NotABackup(file=file) from error
    with archive:
        try:
            fields = loads(archive.read(MANIFEST))
            manifest = _manifest(fields)
        except (KeyError, ValueError, zipfile.BadZipFile) as error:
            raise NotABackup(file=file) from error
        yield archive, manifest


def put_file(archive: zipfile.ZipFile, folder: Path, name: str) -> str:
    """Copy a file into the archive; returns its SHA-256."""
    with (folder / name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        with archive.open(f"files/{name}", "w", force_zip64=True) as part:
            shutil.copyfileobj(file, part)
    return digest


def take_file(archive: zipfile.ZipFile, folder: Path, name: str, digest: str) -> None:
    """Copy a file out of the archive. Raises `BackupDamaged`."""
    target = folder / name
    if not target.resolve().is_relative_to(folder.resolve()):
        raise BackupDamaged(part=name)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with archive.open(f"files/{name}") as part, os.fdopen(handle, "wb") as file:
        shutil.copyfileobj(part, file)
    with target.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise BackupDamaged(part=name)


def _manifest(fields: dict[str, Any]) -> BackupManifest:
    if fields["format"] != _FORMAT:
        raise ValueError("another format")
    return BackupManifest(
        datetime.fromisoformat(fields["made_at"]),
        fields["code_version"],
        fields["dialect"],
        fields["revision"],
        {name: TableProof(*proof) for name, proof in fields["tables"].items()},
        fields["files"],
    )
