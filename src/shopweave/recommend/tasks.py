"""Training as a job, and when it comes round."""

from shopweave.foundation.artefacts import ArtefactStore
from shopweave.foundation.jobs import Handlers, JobContext
from shopweave.recommend.train import due, train

TRAIN = "recommend.train"
SCHEDULE = "schedule"


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
