"""What stock does by itself: let go of what was kept too long."""

from shopweave.commerce.stock.reserve import expire
from shopweave.foundation.jobs import Handlers, JobContext

EXPIRE = "stock.expire_reservations"


def add_jobs(handlers: Handlers) -> None:
    """Let workers mark reservations that have run out, each minute."""
    handlers.on(EXPIRE, _expire, keep=False).every(EXPIRE, minutes=1)


def _expire(job: JobContext) -> None:
    while True:
        with job.database.write() as tx:
            if not expire(tx, job.clock.now()):
                job.finish(tx)
                return
