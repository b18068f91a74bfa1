"""Look differences up."""

from shopweave.commerce.stock.promised import Conflict
from shopweave.commerce.stock.records import conflicts as records
from shopweave.foundation.database import Transaction


def conflicts(tx: Transaction, *, settled: bool = False, limit: int = 100) -> list[Conflict]:
    """What waits for somebody, or what was settled; the newest first."""
    return records.newest(tx, settled=settled, limit=limit)


def open_conflicts(tx: Transaction) -> int:
    """How many wait for somebody."""
    return records.count_open(tx)


def conflicts_of(tx: Transaction, order_id: str) -> list[Conflict]:
    """What an order brought about."""
    return records.of_reference(tx, order_id)
