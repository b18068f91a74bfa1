"""Let orders be booked again."""

from collections.abc import Sequence
from datetime import datetime

from shopweave.commerce import orders
from shopweave.commerce.money.records import profit as records
from shopweave.foundation import jobs
from shopweave.foundation.database import Transaction

KIND = "money.follow"


def let_due(
    tx: Transaction,
    *,
    products: Sequence[str] | None = None,
    source_id: str | None = None,
    since: datetime | None = None,
) -> None:
    """Have orders that a change concerns booked again soon; those not booked yet come anyway."""
    row = records.state(tx)
    mark = (row.revision, row.order_id) if row else orders.NOTHING_YET
    records.add_due(
        tx,
        orders.concerned(
            tx, products=products, source_id=source_id, since=since, written_until=mark
        ),
    )
    ask(tx)


def ask(tx: Transaction) -> None:
    """Have the books brought up to date by a worker."""
    jobs.enqueue(tx, KIND, unique_key=KIND)
