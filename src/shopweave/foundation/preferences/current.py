"""The preferences that hold now, in memory: every process swaps one frozen object."""

from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

from shopweave.foundation.background import Background
from shopweave.foundation.database import Database, Transaction, open_wakeup
from shopweave.foundation.preferences import records
from shopweave.foundation.preferences.change import CHANNEL
from shopweave.foundation.preferences.errors import NotAPreference
from shopweave.foundation.preferences.registry import decode, registered

P = TypeVar("P")
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All preferences of one version."""

    version: int
    by_class: dict[type[Any], Any]

    def get(self, cls: type[P]) -> P:
        """The preferences of this class; its defaults when they were never changed."""
        found: P | None = self.by_class.get(cls)
        return cls() if found is None else found


class Preferences:
    """Follows the database; a change anywhere is seen here within a second."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._now = Snapshot(-1, {})
        self.refresh()
        self._thread = Background("preferences", self.refresh, open_wakeup(database, CHANNEL))

    @property
    def now(self) -> Snapshot:
        """One consistent state; take it once per request or job."""
        return self._now

    @property
    def version(self) -> int:
        """The version that decisions made now should name."""
        return self._now.version

    def current(self, cls: type[P]) -> P:
        """The preferences of this class that hold now."""
        return self._now.get(cls)

    def refresh(self) -> bool:
        """Look for a new version and swap it in; always False: there is no more to do."""
        with self._database.read() as tx:
            version = records.newest_version(tx)
            if version != self._now.version:
                self._now = Snapshot(version, _decoded(tx))
        return False

    def start(self) -> "Preferences":
        """Follow in the background."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Follow no longer."""
        self._thread.stop()


def _decoded(tx: Transaction) -> dict[type[Any], Any]:
    """Every stored preference that this version of the product understands."""
    classes = registered()
    found = {}
    for change in records.last_of_each(tx):
        try:
            found[classes[change.name]] = decode(change.name, change.values)
        except (KeyError, NotAPreference):
            log.warning("preferences not understood, the defaults hold", name=change.name)
    return found
