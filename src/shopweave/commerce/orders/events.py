"""News of orders."""

from dataclasses import dataclass
from datetime import datetime

from shopweave.foundation import outbox


@outbox.event("orders.placed")
@dataclass(frozen=True, slots=True)
class OrderPlaced:
    """Somebody bought: an order that is new, or no draft any more. Money in minor units."""

    order_id: str
    customer_id: str | None
    placed_at: datetime
    channel: str
    currency: str
    goods: int
    product_ids: tuple[str, ...]


@outbox.event("orders.changed")
@dataclass(frozen=True, slots=True)
class OrderChanged:
    """An order that counts comes to something else: goods came back, were refunded, or added."""

    order_id: str
    customer_id: str | None
    product_ids: tuple[str, ...]


@outbox.event("orders.cancelled")
@dataclass(frozen=True, slots=True)
class OrderCancelled:
    """An order that had counted was cancelled."""

    order_id: str
    customer_id: str | None
    product_ids: tuple[str, ...]
