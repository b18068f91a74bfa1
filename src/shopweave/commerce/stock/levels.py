"""What is on hand now."""

from collections.abc import Iterable
from datetime import datetime

from shopweave.commerce.stock.types import Level
from shopweave.foundation.database import Transaction


def levels(tx: Transaction, limit: int = 10_000) -> list[Level]:
    """Levels of all variants at all places, the lowest first."""
    raise NotImplementedError


def of_products(tx: Transaction, product_ids: Iterable[str]) -> list[Level]:
    """Levels of these products, each variant and place."""
    raise NotImplementedError


def rebuild(tx: Transaction, now: datetime) -> int:
    """Compute every level from the ledger again; returns how many were wrong."""
    raise NotImplementedError
