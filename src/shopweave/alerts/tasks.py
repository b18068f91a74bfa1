"""What this room does by itself: deliver, and let old messages and links go."""

from datetime import timedelta

from shopweave.alerts import records
from shopweave.alerts.send import DELIVER, Delivery
from shopweave.foundation.jobs import Handlers, JobContext

TIDY = "alerts.tidy"
_KEPT = timedelta(days=90)


def register(handlers: Handlers, delivery: Delivery) -> None:
    """Let workers tell people."""

    def deliver(job: JobContext) -> None:
        delivery.deliver(str(job.payload["message"]), tuple(job.payload.get("places", ())))

    handlers.on(DELIVER, deliver, keep=False)
    handlers.on(TIDY, _tidy, keep=False).every(TIDY, days=1)


def _tidy(job: JobContext) -> None:
    with job.database.write() as tx:
        records.tidy(tx, job.clock.now() - _KEPT)
        job.finish(tx)
