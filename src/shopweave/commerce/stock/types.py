"""Goods that move, and what is where."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MovementKind(StrEnum):
    """Why a quantity changed. A `count` says what is there, all others how much was added."""

    SALE = "sale"
    RETURN = "return"
    RECEIPT = "receipt"
    COUNT = "count"
    TRANSFER = "transfer"
    ADJUST = "adjust"


@dataclass(frozen=True, slots=True)
class MovementDraft:
    """A movement as a source tells it. product, variant, place: external ids.

    quantity: units added (negative for what leaves); for a count, the units that are there.
    """

    external_id: str
    product: str
    kind: MovementKind
    quantity: float
    at: datetime
    variant: str | None = None
    place: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry of the ledger. `variant_id` equals `product_id` for a product without variants."""

    product_id: str
    variant_id: str
    place_id: str
    kind: MovementKind
    quantity: float
    at: datetime
    reference: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """What is on hand of one variant at one place; may be negative.

    Not `tracked`: only sold so far, never counted or received, so that the figure says little.
    """

    product_id: str
    variant_id: str
    place_id: str
    on_hand: float
    counted_at: datetime | None
    tracked: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """What a reference (an order) moves in all: units added, below zero for a sale."""

    reference: str
    product_id: str
    variant_id: str
    place_id: str
    quantity: float
