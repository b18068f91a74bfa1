"""Version folders: written aside, synced, renamed; whole or not there at all."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopweave import __version__
from shopweave.foundation import ids
from shopweave.foundation.artefacts.errors import Damaged, NoSuchVersion
from shopweave.foundation.artefacts.steps import Step, nothing
from shopweave.foundation.artefacts.types import Artefact, Manifest
from shopweave.foundation.database.json import dumps, loads

Content = NDArray[Any] | bytes | dict[str, Any] | list[Any]
_MANIFEST = "manifest.json"
_UNFINISHED = ".tmp-"


def write(
    root: Path,
    model: str,
    files: Mapping[str, Content],
    facts: Mapping[str, Any],
    at: datetime,
    step: Step = nothing,
) -> Artefact:
    """Write a version and return it; a crash on the way leaves nothing that could be opened."""
    (root / model).mkdir(parents=True, exist_ok=True)
    aside = root / model / f"{_UNFINISHED}{ids.new()}"
    aside.mkdir()
    step("begun")
    hashes = {}
    for name, content in files.items():
        path = _put(aside, name, content)
        hashes[path.name] = digest(path)
    size = sum((aside / name).stat().st_size for name in hashes)
    version = f"{at:%Y%m%dT%H%M%S}-{_fingerprint(hashes, facts)}"
    manifest = Manifest(model, version, at, __version__, dict(facts), hashes, size)
    step("written")
    _put(aside, "manifest", {**_fields(manifest), "made_at": at.isoformat()})
    _sync(aside)
    step("synced")
    final = root / model / version
    if final.exists():
        shutil.rmtree(aside)
    else:
        aside.rename(final)
        _sync(final.parent)
    step("renamed")
    return Artefact(final, manifest)


def read(root: Path, model: str, version: str) -> Artefact:
    """Open a version without reading its arrays. Raises `NoSuchVersion`."""
    folder = root / model / version
    try:
        fields = loads((folder / _MANIFEST).read_bytes())
    except FileNotFoundError as error:
        raise NoSuchVersion(model=model, version=version) from error
    made_at = datetime.fromisoformat(fields.pop("made_at"))
    return Artefact(folder, Manifest(made_at=made_at, **fields))


def check(artefact: Artefact) -> None:
    """Read every file and compare it with its hash. Raises `Damaged`."""
    manifest = artefact.manifest
    for name, expected in manifest.hashes.items():
        path = artefact.folder / name
        if not path.exists() or digest(path) != expected:
            raise Damaged(model=manifest.model, version=manifest.version, file=name)


def versions(root: Path, model: str) -> list[str]:
    """The versions on disk, newest first."""
    if not (root / model).exists():
        return []
    found = [p.name for p in (root / model).iterdir() if not p.name.startswith(_UNFINISHED)]
    return sorted(found, reverse=True)


def remove(root: Path, model: str, version: str) -> None:
    """Delete a version; it is renamed first, so that it cannot be opened half."""
    aside = root / model / f"{_UNFINISHED}{ids.new()}"
    (root / model / version).rename(aside)
    shutil.rmtree(aside)


def sweep(root: Path, model: str) -> None:
    """Delete what crashed writers left behind; call it only where no other one writes."""
    for aside in (root / model).glob(f"{_UNFINISHED}*"):
        shutil.rmtree(aside)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put(folder: Path, name: str, content: Content) -> Path:
    """Write one file durably: arrays as .npy, documents as .json, bytes under their own name."""
    if isinstance(content, np.ndarray):
        path = folder / f"{name}.npy"
        with path.open("wb") as file:
            np.save(file, np.ascontiguousarray(content), allow_pickle=False)
            _flush(file.fileno())
        return path
    path = folder / (name if isinstance(content, bytes) else f"{name}.json")
    with path.open("wb") as file:
        file.write(content if isinstance(content, bytes) else dumps(content).encode())
        file.flush()
        _flush(file.fileno())
    return path


def _flush(descriptor: int) -> None:
    os.fsync(descriptor)


def _sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fingerprint(hashes: Mapping[str, str], facts: Mapping[str, Any]) -> str:
    content = dumps([sorted(hashes.items()), dict(facts)])
    return hashlib.sha256(content.encode()).hexdigest()[:8]


def _fields(manifest: Manifest) -> dict[str, Any]:
    names = ("model", "version", "code_version", "facts", "hashes", "bytes")
    return {name: getattr(manifest, name) for name in names}
