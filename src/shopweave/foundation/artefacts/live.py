"""The live model of a process: loaded aside, then swapped in by one assignment."""

from collections.abc import Callable
from typing import Generic, TypeVar

import structlog

from shopweave.foundation.artefacts.store import CHANNEL, ArtefactStore
from shopweave.foundation.artefacts.types import Artefact
from shopweave.foundation.background import Background
from shopweave.foundation.database import Database, open_wakeup
from shopweave.foundation.problems import Problem

S = TypeVar("S")
log = structlog.get_logger(__name__)


class Live(Generic[S]):
    """Follows the release row of one model; `build` turns an artefact into what serves.

    What cannot be loaded is logged and leaves the old one serving; it is tried again when another
    version is released.
    """

    def __init__(
        self, database: Database, store: ArtefactStore, model: str, build: Callable[[Artefact], S]
    ) -> None:
        self._database = database
        self._store = store
        self._model = model
        self._build = build
        self._seen = ""
        self._serving: S | None = None
        self.fault: str | None = None
        self._thread = Background(f"live-{model}", self.refresh, open_wakeup(database, CHANNEL))

    @property
    def serving(self) -> S | None:
        """What serves now, None before the first release; take it once per request."""
        return self._serving

    def refresh(self) -> bool:
        """Look for another live version and swap it in; always False: there is no more to do."""
        with self._database.read() as tx:
            release = self._store.live(tx, self._model)
        if release is not None and release.version != self._seen:
            self._load(release.version)
            self._seen = release.version
        return False

    def start(self) -> "Live[S]":
        """Follow in the background, after a first look."""
        self.refresh()
        self._thread.start()
        return self

    def stop(self) -> None:
        """Follow no longer."""
        self._thread.stop()

    def _load(self, version: str) -> None:
        try:
            self._serving = self._build(self._store.open(self._model, version))
            self.fault = None
        except (Problem, OSError, ValueError, KeyError) as error:
            self.fault = f"{self._model} {version}: {error}"
            log.exception("model not loaded, the old one serves", model=self._model, to=version)
