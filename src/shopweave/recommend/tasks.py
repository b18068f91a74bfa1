"""Training as a job, and when it comes round."""

from shopweave.foundation.artefacts import ArtefactStore
from shopweave.foundation.jobs import Handlers, JobContext
from shopweave.recommend.train import train

TRAIN = "recommend.train"


def add_jobs(handlers: Handlers, store: ArtefactStore) -> None:
    """Let the worker train each night and when somebody asks for it."""

    def run(job: JobContext) -> None:
        by = str(job.payload.get("by", "schedule"))
        trained = train(
            job.database, store, job.clock.now(), by, lambda note: job.progress(0, 0, note)
        )
        job.result = {"version": trained.version, "published": trained.published}

    handlers.on(TRAIN, run, attempts=2, long=True)
    handlers.every(TRAIN, days=1, at_once=True)
