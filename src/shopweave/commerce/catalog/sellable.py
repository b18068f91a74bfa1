"""What may be recommended now."""

from collections.abc import Mapping
from datetime import datetime

from shopweave.commerce.catalog.types import Sellable
from shopweave.foundation.database import Transaction


def revision(tx: Transaction) -> int:
    """Number of the last change that `sellable` depends on: cheap to ask every second."""
    raise NotImplementedError


def sellable(tx: Transaction) -> Sellable:
    """Products that are active and in stock, or never counted."""
    raise NotImplementedError


def set_in_stock(tx: Transaction, in_stock: Mapping[str, bool], now: datetime) -> None:
    """Say which products are in stock; publishes `ProductWithdrawn` for those just sold out."""
    raise NotImplementedError
