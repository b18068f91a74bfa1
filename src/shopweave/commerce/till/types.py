"""What a till tells, as the record keeps it. Money in minor units."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class EntryKind(StrEnum):
    """What a till did: sold (or took back), moved cash, booked goods, closed the day."""

    SALE = "sale"
    CASH = "cash"
    STOCK = "stock"
    CLOSING = "closing"


class Payment(StrEnum):
    """How somebody paid, or was paid back."""

    CASH = "cash"
    CARD = "card"
    VOUCHER = "voucher"
    TRANSFER = "transfer"
    WALLET = "wallet"
    OTHER = "other"


class StockWork(StrEnum):
    """What is done to goods at the till: received, counted, sent to another place."""

    RECEIPT = "receipt"
    COUNT = "count"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a till did. `detail` holds what only its kind has, and no person's data."""

    id: str
    source_id: str
    external_id: str
    kind: EntryKind
    hash: bytes
    place_id: str
    till: str
    by: str
    at: datetime
    received_at: datetime
    skew: int = 0
    number: str | None = None
    order_id: str | None = None
    original_id: str | None = None
    currency: str | None = None
    total: int = 0
    cash: int = 0
    detail: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, Any] = field(default_factory=dict)
    closing_id: str | None = None
    voided_at: datetime | None = None
    voided_by: str | None = None
    void_reason: str | None = None
