"""Work that survives a crash: kept in the database, tried again, shown when it is dead.

Owns the tables jobs and job_schedules. Publishes no events.
"""

from shopweave.foundation.jobs.context import JobContext
from shopweave.foundation.jobs.enqueue import enqueue
from shopweave.foundation.jobs.errors import LeaseLost, NotDead, NotUnderWay, UnknownJob
from shopweave.foundation.jobs.handlers import Handler, Handlers, Run
from shopweave.foundation.jobs.manage import cancel, counts, drop, find, forget, newest, retry
from shopweave.foundation.jobs.records import waiting_since
from shopweave.foundation.jobs.types import Job, Progress, Schedule, State
from shopweave.foundation.jobs.worker import Worker

__all__ = [
    "Handler",
    "Handlers",
    "Job",
    "JobContext",
    "LeaseLost",
    "NotDead",
    "NotUnderWay",
    "Progress",
    "Run",
    "Schedule",
    "State",
    "UnknownJob",
    "Worker",
    "cancel",
    "counts",
    "drop",
    "enqueue",
    "find",
    "forget",
    "newest",
    "retry",
    "waiting_since",
]
