"""What a visitor did, as the ledger keeps it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Canonical names; an event of another name is kept under its own."""

    PRODUCT_VIEWED = "product_viewed"
    PRODUCT_CLICKED = "product_clicked"
    LIST_VIEWED = "list_viewed"
    SEARCHED = "searched"
    CART_ADDED = "cart_added"
    CART_REMOVED = "cart_removed"
    CART_VIEWED = "cart_viewed"
    CHECKOUT_STARTED = "checkout_started"
    CHECKOUT_STEP = "checkout_step"
    ORDER_COMPLETED = "order_completed"
    ORDER_REFUNDED = "order_refunded"
    ORDER_CANCELLED = "order_cancelled"
    PROMO_VIEWED = "promo_viewed"
    PROMO_CLICKED = "promo_clicked"
    WISHLIST_ADDED = "wishlist_added"
    REVIEWED = "reviewed"
    SHARED = "shared"
    COUPON_APPLIED = "coupon_applied"
    REC_SHOWN = "rec_shown"
    REC_CLICKED = "rec_clicked"
    PAGE_VIEWED = "page_viewed"
    SCREEN_VIEWED = "screen_viewed"
    IDENTIFIED = "identified"
    ALIASED = "aliased"
    GROUPED = "grouped"
    CONSENT_STATED = "consent_stated"


class Unstored(StrEnum):
    """Why something that arrived was counted and not stored."""

    BOT = "bot"
    NO_CONSENT = "no_consent"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Event:
    """One stored event. `value` is in minor units of `currency`; `list_id` is the decision."""

    id: int
    source_id: str
    type: str
    at: datetime
    received_at: datetime
    customer_id: str | None
    session_id: str | None
    product_id: str | None
    product_ref: str | None
    quantity: float | None
    value: int | None
    currency: str | None
    list_id: str | None
    properties: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events of an hour were counted and not stored, and why."""

    hour: datetime
    source_id: str
    reason: Unstored
    detail: str
    count: int
