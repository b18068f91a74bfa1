"""What a running job can see and do."""

import threading
from datetime import datetime, timedelta
from typing import Any

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.jobs import records
from shopweave.foundation.jobs.errors import LeaseLost
from shopweave.foundation.jobs.types import Claim, Progress, State

_BETWEEN_NOTES = timedelta(milliseconds=500)


class JobContext:
    """One run of a job, handed to its handler.

    Set `result` to leave an answer behind. A long handler looks at `cancelled` now and then and
    returns early.
    """

    def __init__(self, database: Database, clock: Clock, claim: Claim, keep: bool = True) -> None:
        self.database = database
        self.clock = clock
        self.id = claim.id
        self.attempt = claim.attempt
        self.payload = claim.payload
        self.result: dict[str, Any] | None = None
        self.finished = False
        self._claim = claim
        self._keep = keep
        self._cancel = threading.Event()
        self._stop = threading.Event()
        self._heeded = False
        self._at = Progress()
        self._noted: datetime | None = None

    @property
    def cancelled(self) -> bool:
        """Whether it shall return early: cancelled, taken over, or the worker is stopping."""
        self._heeded = self._heeded or self._cancel.is_set() or self._stop.is_set()
        return self._heeded

    @property
    def cancel_asked(self) -> bool:
        """Whether it was cancelled or taken over, for good."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Ask the handler to end soon, for good."""
        self._cancel.set()

    def stop(self) -> None:
        """Ask the handler to end soon; the job is done again later."""
        self._stop.set()

    def finish_or_wait(self, tx: Transaction) -> None:
        """End the job, or let it wait again when its handler broke off for a stopping worker."""
        if self._heeded and self._stop.is_set() and not self._cancel.is_set():
            records.put_back(tx, self._claim)
        else:
            self.finish(tx)

    def progress(self, done: int, total: int = 0, note: str = "") -> None:
        """Tell how far it is; call it as often as you like, outside of a transaction."""
        self._at = Progress(done, total, note)
        now = self.clock.now()
        if self._noted is None or now - self._noted >= _BETWEEN_NOTES:
            self._noted = now
            with self.database.write() as tx:
                self._note(tx)

    def finish(self, tx: Transaction) -> None:
        """End the job in the transaction of its effect, so that it happens exactly once.

        Raises `LeaseLost` when another worker took it over: the effect is rolled back.
        """
        self._note(tx)
        if not self._end(tx):
            raise LeaseLost(job=self.id)
        tx.after_commit(self._mark_finished)

    def _end(self, tx: Transaction) -> bool:
        if not self._keep:
            return records.remove(tx, self._claim)
        state = State.CANCELLED if self._heeded else State.DONE
        values = {"state": state, "finished_at": self.clock.now(), "result": self.result}
        return records.finish(tx, self._claim, {**values, "error": None})

    def _note(self, tx: Transaction) -> None:
        if self._at != Progress():
            records.note_progress(tx, self._claim, self._at)

    def _mark_finished(self) -> None:
        self.finished = True
