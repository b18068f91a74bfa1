"""The worker: some threads that do jobs, and one that goes the rounds."""

import threading
from datetime import timedelta

from shopweave.foundation.background import Background
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Polling, open_wakeup
from shopweave.foundation.jobs import records
from shopweave.foundation.jobs.bench import Bench
from shopweave.foundation.jobs.context import JobContext
from shopweave.foundation.jobs.enqueue import CHANNEL
from shopweave.foundation.jobs.handlers import Handlers
from shopweave.foundation.jobs.rounds import go_round
from shopweave.foundation.jobs.run import do_one

_ROUND_SECONDS = 5.0
_KEEP_DONE = timedelta(days=7)


class Worker:
    """Runs jobs in `slots` threads; of the long kinds at most `slots - 1` at once."""

    def __init__(
        self, database: Database, handlers: Handlers, clock: Clock, slots: int = 3
    ) -> None:
        self._bench = Bench(
            database, handlers, clock, threading.BoundedSemaphore(max(slots - 1, 1))
        )
        if "jobs.tidy" not in handlers.by_kind:
            handlers.on("jobs.tidy", _tidy, keep=False).every("jobs.tidy", days=1)
        self._threads = [
            Background(f"job-{n}", self.step, open_wakeup(database, CHANNEL)) for n in range(slots)
        ]
        self._threads.append(Background("job-rounds", self.round, Polling(_ROUND_SECONDS)))

    def start(self) -> "Worker":
        """Begin to work in the background."""
        self.plan()
        for thread in self._threads:
            thread.start()
        return self

    def plan(self) -> None:
        """Enter the schedules that are new or have another rhythm."""
        with self._bench.database.write() as tx:
            for schedule in self._bench.handlers.schedules.values():
                records.plan(tx, schedule, self._bench.clock.now())

    def step(self) -> bool:
        """Do one due job; False when there is none."""
        return do_one(self._bench)

    def round(self) -> bool:
        """Keep leases, recover what silent workers held, bring schedules round."""
        go_round(self._bench)
        return False

    def stop(self, timeout: float = 10.0) -> None:
        """Ask running jobs to break off and wait for them; the rest is left to its lease."""
        for thread in self._threads:
            thread.ask_to_stop()
        for job in self._bench.in_hand():
            job.stop()
        for thread in self._threads:
            thread.stop(timeout / len(self._threads))


def _tidy(job: JobContext) -> None:
    """Delete what has been done for a week."""
    with job.database.write() as tx:
        records.tidy(tx, job.clock.now() - _KEEP_DONE)
        job.finish(tx)
