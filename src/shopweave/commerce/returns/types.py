"""What comes back. Money in minor units of the order."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Condition(StrEnum):
    """Whether it can be sold again."""

    SELLABLE = "sellable"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """Units of an order's lines that somebody brings to a place. key: the caller's own.

    lines: number of the order's line, units, condition.
    """

    key: str
    order_id: str
    place_id: str
    lines: tuple[tuple[int, float, Condition], ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """One line that came back, with what is paid back for it."""

    line: int
    product_id: str
    variant_id: str
    quantity: float
    condition: Condition
    refund: int


@dataclass(frozen=True, slots=True)
class Return:
    """Goods that came back to a place."""

    id: str
    key: str
    order_id: str
    place_id: str
    customer_id: str | None
    currency: str
    refund: int
    by: str
    reason: str
    at: datetime
    lines: tuple[ReturnedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What could come back of one line: units left, and what was paid for each of them in turn."""

    line: int
    product_id: str
    variant_id: str
    title: str
    bought: float
    left: float
    paid: int
