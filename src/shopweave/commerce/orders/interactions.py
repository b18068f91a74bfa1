"""Purchases for training, column by column."""

from datetime import datetime

from shopweave.commerce.orders.types import Interactions
from shopweave.foundation.database import Transaction


def interactions(
    tx: Transaction,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    anonymous: bool = False,
) -> Interactions:
    """Product lines that were sold, oldest first, of known customers (or of all).

    500,000 lines take a few seconds; pseudonyms are already the ones that count.
    """
    raise NotImplementedError
