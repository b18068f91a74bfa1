"""What trust does by itself: seal the log, let old sessions and links go."""

from datetime import timedelta

from shopweave.foundation.jobs import Handlers, JobContext
from shopweave.trust import audit, sessions, setup
from shopweave.trust.trust import Trust

SEAL = "audit.seal"
TIDY = "trust.tidy"
_KEPT = timedelta(days=30)


def register(handlers: Handlers, trust: Trust) -> None:
    """Let workers keep trust in order."""

    def seal(job: JobContext) -> None:
        audit.keep(job.database, trust.audit_key, trust.checkpoint_file, job.clock.now())

    handlers.on(SEAL, seal, keep=False).every(SEAL, minutes=5)
    handlers.on(TIDY, _tidy, keep=False).every(TIDY, days=1)


def _tidy(job: JobContext) -> None:
    old = job.clock.now() - _KEPT
    with job.database.write() as tx:
        sessions.tidy(tx, old)
        setup.tidy(tx, old)
        job.finish(tx)
