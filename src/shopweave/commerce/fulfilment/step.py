"""Every step leaves a line in the order's history, and news for its shop."""

from datetime import datetime

from shopweave.commerce.fulfilment import records
from shopweave.commerce.fulfilment.events import FulfilmentChanged
from shopweave.commerce.fulfilment.types import Fulfilment, Step
from shopweave.foundation import outbox
from shopweave.foundation.database import Transaction


def note(
    tx: Transaction, one: Fulfilment, what: str, by: str, now: datetime, text: str = ""
) -> None:
    """Write down what happened to an order's parcel."""
    records.note(tx, Step(one.order_id, one.id, what, now, by, text))


def tell(tx: Transaction, one: Fulfilment) -> None:
    """Publish how a parcel stands."""
    news = FulfilmentChanged(
        one.id, one.order_id, one.kind.value, one.state.value, one.carrier, one.tracking
    )
    outbox.record(tx, news)
