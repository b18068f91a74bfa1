"""What may be recommended now."""

from collections.abc import Mapping
from datetime import datetime

from shopweave.commerce.catalog.events import ProductWithdrawn
from shopweave.commerce.catalog.records import reading, writing
from shopweave.commerce.catalog.types import Sellable
from shopweave.foundation import outbox
from shopweave.foundation.database import Transaction


def revision(tx: Transaction) -> int:
    """Number of the last change that `sellable` depends on: cheap to ask every second."""
    return reading.revision(tx)


def changed(tx: Transaction, after: int) -> list[str]:
    """Ids of the products that changed after that revision, sold out and withdrawn ones too."""
    return reading.changed(tx, after)


def sellable(tx: Transaction) -> Sellable:
    """Products that are active and in stock, or never counted."""
    return Sellable(reading.revision(tx), frozenset(reading.sellable(tx)))


def set_in_stock(tx: Transaction, in_stock: Mapping[str, bool], now: datetime) -> None:
    """Say which products are in stock; publishes `ProductWithdrawn` for those just sold out."""
    noted = reading.in_stock(tx, in_stock)
    turned = {key: have for key, have in in_stock.items() if noted.get(key, have) is not have}
    if not turned:
        return
    number = writing.next_revision(tx)
    for have in (True, False):
        writing.mark_in_stock(tx, [k for k, v in turned.items() if v is have], have, number, now)
    gone = tuple(key for key, have in turned.items() if not have)
    if gone:
        outbox.record(tx, ProductWithdrawn(gone, "sold_out"))
