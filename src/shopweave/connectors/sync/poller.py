"""Begin a round of each source when its turn comes."""

from datetime import timedelta

from shopweave.connectors.sync.records import connected
from shopweave.connectors.sync.round import RECONCILE, ask
from shopweave.foundation import jobs
from shopweave.foundation.background import Background
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Polling

_LOOK_SECONDS = 0.5
_RECONCILED_EVERY = timedelta(days=7)


class Poller:
    """Looks twice a second whose turn it is; several may run, each turn is taken once."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._thread = Background("sources", self.step, Polling(_LOOK_SECONDS))

    def start(self) -> "Poller":
        """Begin to look in the background."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """End after the look in hand."""
        self._thread.stop()

    def step(self) -> bool:
        """Enqueue a round of every source whose turn it is; never asks to be called at once."""
        now = self._clock.now()
        with self._database.read() as tx:
            due = connected.due(tx, now)
            rhythms = connected.rhythms(tx, due) if due else {}
            stale = connected.stale(tx, now - _RECONCILED_EVERY)
        for source in due:
            with self._database.write() as tx:
                following = now + timedelta(seconds=rhythms.get(source, 60))
                if connected.take_turn(tx, source, now, following):
                    ask(tx, source)
        for source in stale:
            with self._database.write() as tx:
                if connected.take_reconcile(tx, source, now - _RECONCILED_EVERY, now):
                    key = f"{RECONCILE}:{source}"
                    jobs.enqueue(tx, RECONCILE, {"source": source}, unique_key=key)
        return False
