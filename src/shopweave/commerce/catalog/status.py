"""Show or hide a product by hand."""

from datetime import datetime

from shopweave.commerce.catalog.errors import UnknownProduct
from shopweave.commerce.catalog.events import ProductWithdrawn
from shopweave.commerce.catalog.records import reading, writing
from shopweave.commerce.catalog.types import Status
from shopweave.foundation import outbox
from shopweave.foundation.database import Transaction


def set_status(tx: Transaction, product_id: str, status: Status, now: datetime) -> None:
    """Offer a product, keep it back or mark it as gone; raises `UnknownProduct`."""
    row = reading.product(tx, product_id)
    if row is None:
        raise UnknownProduct(product=product_id)
    if row.status == status:
        return
    writing.mark_status(tx, product_id, status, writing.next_revision(tx), now)
    if status is not Status.ACTIVE:
        outbox.record(tx, ProductWithdrawn((product_id,), status.value))
