"""What workers do about the catalogue: link products by their codes."""

from shopweave.commerce.catalog.link_rules import link_by_rule
from shopweave.foundation import jobs
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import Handlers, JobContext

LINK = "catalog.link"


def register(handlers: Handlers) -> None:
    """Let workers compare codes when products came, and once a day for changed preferences."""
    handlers.on(LINK, _link, keep=False).every(LINK, hours=1, at_once=True)


def ask_to_link(tx: Transaction) -> None:
    """Let a worker compare codes once this transaction is durable."""
    jobs.enqueue(tx, LINK, unique_key=LINK)


def _link(job: JobContext) -> None:
    made, undone = link_by_rule(job.database, job.clock.now())
    job.result = {"linked": made, "unlinked": undone}
