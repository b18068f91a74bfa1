"""Bring products in, as their source describes them or as an order implies them."""

from collections.abc import Sequence

from shopweave.commerce.catalog.types import ProductDraft
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.foundation.database import Transaction


def upsert(tx: Transaction, delivery: Delivery, drafts: Sequence[ProductDraft]) -> Upserted:
    """Insert or overwrite products; a replay writes nothing, a wrong draft is left out."""
    raise NotImplementedError


def imply(tx: Transaction, delivery: Delivery, drafts: Sequence[ProductDraft]) -> dict[str, str]:
    """Insert products that were only seen on orders; returns external id to id of all.

    A product that its source described itself is left as it is.
    """
    raise NotImplementedError
