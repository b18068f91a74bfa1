"""Look up what is on its way."""

from shopweave.commerce.fulfilment import records
from shopweave.commerce.fulfilment.errors import UnknownFulfilment
from shopweave.commerce.fulfilment.types import Fulfilment, FulfilmentKind, Step
from shopweave.foundation.database import Transaction


def find(tx: Transaction, fulfilment_id: str) -> Fulfilment:
    """One fulfilment; raises `UnknownFulfilment`."""
    found = records.by_id(tx, fulfilment_id)
    if found is None:
        raise UnknownFulfilment(fulfilment=fulfilment_id)
    return found


def of_order(tx: Transaction, order_id: str) -> list[Fulfilment]:
    """What is, or was, done for an order."""
    return records.of_order(tx, order_id)


def open_at(
    tx: Transaction,
    place_id: str | None = None,
    kind: FulfilmentKind | None = None,
    limit: int = 200,
) -> list[Fulfilment]:
    """What waits at a place, the oldest first."""
    return records.waiting(tx, place_id, kind, limit)


def waiting(tx: Transaction) -> int:
    """How many wait for somebody."""
    return records.count_waiting(tx)


def steps(tx: Transaction, order_id: str) -> list[Step]:
    """Every step of an order, the first first."""
    return records.steps(tx, order_id)
