"""What nobody collects goes back to the shelf."""

from datetime import datetime

from shopweave.commerce import inbound, stock
from shopweave.commerce.fulfilment import records
from shopweave.commerce.fulfilment.plan import move
from shopweave.commerce.fulfilment.types import FulfilmentState
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import Handlers, JobContext

LAPSE = "fulfilment.lapse"
_AT_ONCE = 100


def lapse(tx: Transaction, now: datetime) -> int:
    """Close what is past its time and free its goods; returns how many. Money is not returned."""
    inbound.take_turn(tx)
    late = records.overdue(tx, now, _AT_ONCE)
    for one in late:
        records.change(tx, one.id, now, code=None)
        move(tx, one, FulfilmentState.LAPSED, "lapsed", "rule:collect_days", now)
    stock.lapse_orders(tx, [one.order_id for one in late], now)
    return len(late)


def add_jobs(handlers: Handlers) -> None:
    """Let workers look each ten minutes."""
    handlers.on(LAPSE, _lapse, keep=False).every(LAPSE, minutes=10)


def _lapse(job: JobContext) -> None:
    while True:
        with job.database.write() as tx:
            if not lapse(tx, job.clock.now()):
                job.finish(tx)
                return
