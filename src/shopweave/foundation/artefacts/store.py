"""Models from the trainer's hand to the server's: write, publish, roll back, tidy."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from shopweave.foundation.artefacts import folder, records
from shopweave.foundation.artefacts.errors import NothingToRollBack
from shopweave.foundation.artefacts.folder import Content
from shopweave.foundation.artefacts.steps import Step, nothing
from shopweave.foundation.artefacts.types import Artefact, Manifest, Release
from shopweave.foundation.database import Database, Transaction, notify

CHANNEL = "shopweave_models"
KEEP = 3
_REPLAY = timedelta(days=90)
_ROOM = 2_000_000_000
Gate = Callable[[Manifest, Release | None], None]


def open_gate(_candidate: Manifest, _live: Release | None) -> None:
    """Let everything pass."""


class ArtefactStore:
    """Version folders under `root`; which one is live says the database.

    The last three versions are kept to go back to, and older ones for `replay` after they served,
    so that decisions can be made again, as long as these take no more than `room` bytes.
    """

    def __init__(
        self, root: Path, step: Step = nothing, replay: timedelta = _REPLAY, room: int = _ROOM
    ) -> None:
        self.root = root
        self._step = step
        self._replay = replay
        self._room = room

    def write(
        self, model: str, files: Mapping[str, Content], facts: Mapping[str, Any], at: datetime
    ) -> Artefact:
        """Write a new version; arrays become .npy, dicts and lists .json, bytes stay."""
        return folder.write(self.root, model, files, facts, at, self._step)

    def open(self, model: str, version: str) -> Artefact:
        """Open a version, checking every file. Raises `NoSuchVersion` or `Damaged`."""
        artefact = folder.read(self.root, model, version)
        folder.check(artefact)
        return artefact

    def publish(
        self,
        database: Database,
        artefact: Artefact,
        at: datetime,
        by: str,
        gate: Gate = open_gate,
    ) -> None:
        """Make a version live if the gate lets it pass, then tidy.

        The gate raises `NotGoodEnough`, seeing the candidate and the live release.
        """
        folder.check(artefact)
        model = artefact.manifest.model
        with database.write() as tx:
            gate(artefact.manifest, records.live(tx, model))
            self._step("judged")
            self._release(tx, artefact.manifest, at, by, "")
        self._step("released")
        with database.read() as tx:
            self.tidy(tx, model, at)
        self._step("tidied")

    def roll_back(self, tx: Transaction, model: str, at: datetime, by: str, to: str = "") -> str:
        """Make `to`, or the version before the live one, live again; returns its name.

        Raises `NothingToRollBack`, or `NoSuchVersion` for one that is not on disk.
        """
        known = records.newest_versions(tx, model, KEEP)
        on_disk = set(folder.versions(self.root, model))
        older = [version for version in known[1:] if version in on_disk]
        if not to and not older:
            raise NothingToRollBack(model=model)
        manifest = self.open(model, to or older[0]).manifest
        self._release(tx, manifest, at, by, f"back from {known[0] if known else 'nothing'}")
        return manifest.version

    def live(self, tx: Transaction, model: str) -> Release | None:
        """The release that holds now, None before the first."""
        return records.live(tx, model)

    def history(self, tx: Transaction, model: str, limit: int = 20) -> list[Release]:
        """The newest releases first."""
        return records.history(tx, model, limit)

    def models(self, tx: Transaction) -> list[str]:
        """Every model that was ever live."""
        return records.models(tx)

    def versions(self, model: str) -> list[str]:
        """The versions on disk, newest first."""
        return folder.versions(self.root, model)

    def tidy(self, tx: Transaction, model: str, now: datetime) -> None:
        """Delete versions before the live one that nobody goes back to or replays."""
        keep = records.newest_versions(tx, model, KEEP)
        served = records.last_served(tx, model, now)
        room = self._room
        for version in folder.versions(self.root, model):
            if not keep or version >= keep[0] or version in keep:
                continue
            room -= folder.read(self.root, model, version).manifest.bytes
            replayed = version in served and now - served[version] <= self._replay
            if room < 0 or not replayed:
                folder.remove(self.root, model, version)

    def _release(
        self, tx: Transaction, manifest: Manifest, at: datetime, by: str, note: str
    ) -> None:
        records.add(tx, manifest, at, by, note)
        notify(tx, CHANNEL)
