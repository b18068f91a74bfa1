"""News of orders on their way."""

from dataclasses import dataclass

from shopweave.foundation import outbox


@outbox.event("fulfilment.changed")
@dataclass(frozen=True, slots=True)
class FulfilmentChanged:
    """An order took a step at a place: its shop wants to know."""

    fulfilment_id: str
    order_id: str
    kind: str
    state: str
    carrier: str
    tracking: str
