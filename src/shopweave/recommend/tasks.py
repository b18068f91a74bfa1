"""Training as a job, and when it comes round."""

from shopweave.connectors.files import FileImported
from shopweave.foundation import jobs
from shopweave.foundation.artefacts import ArtefactStore
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import Handlers, JobContext
from shopweave.recommend.train import due, train

TRAIN = "recommend.train"
SCHEDULE = "schedule"
_TEACHING = frozenset({"orders", "ratings"})


def learn_from_files(tx: Transaction, imported: FileImported) -> None:
    """Let the worker see at once whether a file brought enough to learn from."""
    if imported.kind in _TEACHING:
        jobs.enqueue(tx, TRAIN, {"by": SCHEDULE}, unique_key="files")


def add_jobs(handlers: Handlers, store: ArtefactStore) -> None:
    """Let the worker train each day, when much is new, and when somebody asks for it."""

    def run(job: JobContext) -> None:
        by, now = str(job.payload.get("by", SCHEDULE)), job.clock.now()
        if by == SCHEDULE and not due(job.database, store, now):
            return
        trained = train(job.database, store, now, by, lambda note: job.progress(0, 0, note))
        job.result = {"version": trained.version, "published": trained.published}

    handlers.on(TRAIN, run, attempts=2, long=True)
    handlers.every(TRAIN, hours=1, at_once=True)
