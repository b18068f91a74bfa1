"""What the ledger does by itself: close what nobody answered, let go what need not be kept."""

from shopweave.decisions.act import expire
from shopweave.decisions.forget import forget
from shopweave.decisions.settings import LedgerPreferences
from shopweave.foundation import preferences
from shopweave.foundation.jobs import Handlers, JobContext

EXPIRE = "decisions.expire"
FORGET = "decisions.forget"


def register(handlers: Handlers) -> None:
    """Let workers keep the ledger."""
    handlers.on(EXPIRE, _expire, keep=False).every(EXPIRE, minutes=5)
    handlers.on(FORGET, _forget).every(FORGET, days=1)


def _expire(job: JobContext) -> None:
    with job.database.write() as tx:
        expire(tx, job.clock.now())
        job.finish(tx)


def _forget(job: JobContext) -> None:
    with job.database.read() as tx:
        keep = preferences.get(tx, LedgerPreferences)
    job.result = {"deleted": forget(job.database, job.clock.now(), keep)}
