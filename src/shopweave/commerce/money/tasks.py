"""What keeps the books up to date by itself."""

from shopweave.commerce.money.due import KIND, ask
from shopweave.commerce.money.follow import follow
from shopweave.commerce.orders import OrderCancelled, OrderChanged, OrderPlaced
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import Handlers, JobContext


def register(handlers: Handlers) -> None:
    """Follow the record every minute, and whenever it is asked for."""
    handlers.on(KIND, _run, long=True, keep=False)
    handlers.every(KIND, minutes=1, at_once=True)


def hear_placed(tx: Transaction, placed: OrderPlaced) -> None:
    """Book a new order soon."""
    ask(tx)


def hear_changed(tx: Transaction, changed: OrderChanged) -> None:
    """Book what an order comes to now."""
    ask(tx)


def hear_cancelled(tx: Transaction, cancelled: OrderCancelled) -> None:
    """Take a cancelled order out of the books soon."""
    ask(tx)


def _run(job: JobContext) -> None:
    follow(job.database, job.clock.now(), job.progress, lambda: job.cancelled)
