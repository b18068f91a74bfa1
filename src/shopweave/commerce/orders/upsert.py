"""Bring orders in."""

from collections.abc import Sequence

from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.commerce.orders.types import OrderDraft
from shopweave.foundation.database import Transaction


def upsert(
    tx: Transaction, directory: Directory, delivery: Delivery, drafts: Sequence[OrderDraft]
) -> Upserted:
    """Insert or overwrite orders with their lines; a replay writes nothing.

    Unknown products are implied, buyers resolved, stock moved and news published, the last two
    not for a historical delivery.
    """
    raise NotImplementedError
