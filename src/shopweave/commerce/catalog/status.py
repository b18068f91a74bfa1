"""Show or hide a product by hand."""

from datetime import datetime

from shopweave.commerce.catalog.types import Status
from shopweave.foundation.database import Transaction


def set_status(tx: Transaction, product_id: str, status: Status, now: datetime) -> None:
    """Offer a product, keep it back or mark it as gone; raises `UnknownProduct`."""
    raise NotImplementedError
