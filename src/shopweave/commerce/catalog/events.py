"""News of the catalogue."""

from dataclasses import dataclass

from shopweave.foundation import outbox


@outbox.event("catalog.product_withdrawn")
@dataclass(frozen=True, slots=True)
class ProductWithdrawn:
    """Products that can no longer be bought. reason: hidden, deleted or sold_out."""

    product_ids: tuple[str, ...]
    reason: str
