"""Where one worker stands: its name, its tools, and the jobs in its hands."""

import threading
from dataclasses import dataclass, field

from shopweave.foundation import ids
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.foundation.jobs.context import JobContext
from shopweave.foundation.jobs.handlers import Handlers


@dataclass(slots=True)
class Bench:
    """What the threads of one worker share."""

    database: Database
    handlers: Handlers
    clock: Clock
    long_slots: threading.Semaphore
    worker: str = field(default_factory=ids.new)
    running: dict[str, JobContext] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, job: JobContext) -> None:
        """Note a job as being in hand."""
        with self.lock:
            self.running[job.id] = job

    def lay_down(self, job: JobContext) -> None:
        """Note a job as out of hand."""
        with self.lock:
            self.running.pop(job.id, None)

    def in_hand(self) -> list[JobContext]:
        """The jobs that run now."""
        with self.lock:
            return list(self.running.values())
