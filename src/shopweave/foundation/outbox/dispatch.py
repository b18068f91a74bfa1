"""Turn events into one job for each handler, in one transaction."""

from shopweave.foundation.background import Background
from shopweave.foundation.database import Database, Transaction, open_wakeup
from shopweave.foundation.jobs import enqueue
from shopweave.foundation.outbox import records
from shopweave.foundation.outbox.publish import CHANNEL
from shopweave.foundation.outbox.subscriptions import KIND, Subscriptions

_AT_ONCE = 200


class Dispatcher:
    """Empties the outbox; several may run, none delivers what another took."""

    def __init__(self, database: Database, subscriptions: Subscriptions) -> None:
        self._database = database
        self._subscriptions = subscriptions
        self._thread = Background("outbox", self.step, open_wakeup(database, CHANNEL))

    def start(self) -> "Dispatcher":
        """Begin to empty it in the background."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Finish the batch in hand and end."""
        self._thread.stop()

    def step(self) -> bool:
        """Dispatch one batch; False when nothing waited."""
        with self._database.read() as tx:
            if not records.anything(tx):
                return False
        with self._database.write() as tx:
            return self.dispatch(tx) > 0

    def dispatch(self, tx: Transaction) -> int:
        """Turn the oldest events into jobs; returns how many events there were."""
        rows = records.take(tx, _AT_ONCE)
        for row in rows:
            for subscription in self._subscriptions.of(row.name, row.historical):
                payload = {"event": row.name, "handler": subscription.name, "fields": row.payload}
                enqueue(tx, KIND, payload)
        return len(rows)
