"""Orders on their way to the buyer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FulfilmentKind(StrEnum):
    """Sent from a place, or collected there."""

    SHIP = "ship"
    COLLECT = "collect"


class FulfilmentState(StrEnum):
    """From the shelf to the buyer."""

    OPEN = "open"
    READY = "ready"
    SHIPPED = "shipped"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


DONE = frozenset({FulfilmentState.SHIPPED, FulfilmentState.HANDED_OVER})


@dataclass(frozen=True, slots=True)
class Item:
    """Units to take from the shelf; `line` is the order's own. picked: those in the box."""

    line: int
    product_id: str
    variant_id: str
    title: str
    quantity: float
    picked: float


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What one place does for one order. until: when goods to collect go back to the shelf.

    tries: wrong codes since the last new one.
    """

    id: str
    order_id: str
    kind: FulfilmentKind
    state: FulfilmentState
    place_id: str
    customer_id: str | None
    until: datetime | None
    tries: int
    carrier: str
    tracking: str
    created_at: datetime
    updated_at: datetime
    items: tuple[Item, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything is in the box."""
        return all(item.picked >= item.quantity for item in self.items)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to an order, and by whom."""

    order_id: str
    fulfilment_id: str | None
    what: str
    at: datetime
    by: str
    note: str = ""
