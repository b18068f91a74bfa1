"""What orders do by themselves: one that nobody ever sends counts as gone some day."""

from shopweave.commerce.orders.moving import close_old
from shopweave.foundation.jobs import Handlers, JobContext

CLOSE_OLD = "orders.close_old"


def add_jobs(handlers: Handlers) -> None:
    """Let workers look each hour for orders that have been open for too long."""
    handlers.on(CLOSE_OLD, _close_old, keep=False).every(CLOSE_OLD, hours=1)


def _close_old(job: JobContext) -> None:
    while True:
        with job.database.write() as tx:
            if not close_old(tx, job.clock.now()):
                job.finish(tx)
                return
