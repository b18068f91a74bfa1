"""What workers do about goods each night, and when somebody asks: compare, and propose."""

from shopweave.foundation.jobs import Handlers, JobContext
from shopweave.goods.duplicates import find_duplicates
from shopweave.goods.filing import propose

COMPARE = "goods.compare"
FILE = "goods.file"


def register(handlers: Handlers) -> None:
    """Let workers look for duplicates, and for what can be proposed."""
    handlers.on(COMPARE, _compare, attempts=2, long=True).every(COMPARE, days=1)
    handlers.on(FILE, _file, attempts=2, long=True).every(FILE, days=1)


def _compare(job: JobContext) -> None:
    job.progress(0, 0, "comparing catalogues")
    job.result = {"proposed": find_duplicates(job.database, job.clock.now())}


def _file(job: JobContext) -> None:
    job.progress(0, 0, "looking at products")
    job.result = {"proposed": propose(job.database, job.clock.now())}
