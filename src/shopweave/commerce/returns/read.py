"""Look returns up."""

from shopweave.commerce.returns import records
from shopweave.commerce.returns.errors import UnknownReturn
from shopweave.commerce.returns.types import Return
from shopweave.foundation.database import Transaction


def find(tx: Transaction, return_id: str) -> Return:
    """One return; raises `UnknownReturn`."""
    found = records.by_id(tx, return_id)
    if found is None:
        raise UnknownReturn(key=return_id)
    return found


def of_order(tx: Transaction, order_id: str) -> list[Return]:
    """What came back of an order, the first first."""
    return records.of_order(tx, order_id)
