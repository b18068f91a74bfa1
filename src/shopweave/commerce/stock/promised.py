"""What is promised of the stock: reservations, and what is left to sell."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

# Goods of an order are kept under this and its id.
ORDER_KEY = "order:"


class ReservationKind(StrEnum):
    """What goods are kept for."""

    BASKET = "basket"
    ORDER = "order"
    COLLECT = "collect"
    TRY_ON = "try_on"


class ReservationState(StrEnum):
    """Where a reservation stands: held, sold, let go by somebody, or run out."""

    HELD = "held"
    TAKEN = "taken"
    RELEASED = "released"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Need:
    """Units of a variant that are wanted; without a place, wherever they are to be had."""

    product_id: str
    variant_id: str
    quantity: float
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class ReservationDraft:
    """What to keep, for whom and until when. `key` is the caller's own: it reserves once.

    source_id: the channel that asks. reference: the shop's number of its basket or order.
    """

    key: str
    kind: ReservationKind
    needs: tuple[Need, ...]
    source_id: str | None = None
    reference: str | None = None
    customer_id: str | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Units of a variant that one place gives."""

    product_id: str
    variant_id: str
    place_id: str
    quantity: float


@dataclass(frozen=True, slots=True)
class Reservation:
    """Goods that are kept for somebody; `state` as of the moment it was asked for."""

    id: str
    key: str
    kind: ReservationKind
    state: ReservationState
    source_id: str | None
    reference: str | None
    customer_id: str | None
    created_at: datetime
    expires_at: datetime | None
    ended_at: datetime | None
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class AtPlace:
    """One article at one site. tracked: it was counted or received there, so `on_hand` means it."""

    place_id: str
    on_hand: float
    reserved: float
    tracked: bool

    @property
    def free(self) -> float:
        """Units that are there and kept for nobody; where nobody counted, none are known."""
        return round((self.on_hand if self.tracked else 0.0) - self.reserved, 3)


@dataclass(frozen=True, slots=True)
class Pool:
    """All of an article that can be sold, by site: one pile, however many shops list it."""

    article_id: str
    at: Mapping[str, AtPlace]
    variants: tuple[str, ...] = ()

    @property
    def tracked(self) -> bool:
        """Whether anybody ever counted or received it."""
        return any(one.tracked for one in self.at.values())

    def free(self, places: frozenset[str] | None = None) -> float:
        """Units kept for nobody, at these places or at all; below zero when oversold."""
        some = (one for key, one in self.at.items() if places is None or key in places)
        return round(sum(one.free for one in some), 3)

    def keeping(self, place_id: str, units: float) -> "Pool":
        """The pool with so many units more kept at a site."""
        here = self.at.get(place_id, AtPlace(place_id, 0.0, 0.0, tracked=False))
        kept = replace(here, reserved=round(here.reserved + units, 3))
        return replace(self, at={**self.at, place_id: kept})


@dataclass(frozen=True, slots=True)
class Availability:
    """What may be promised of an article: on hand, less reserved, less safety stock.

    units: None for an article that was never counted: nobody knows, so nothing is refused.
    at: what each site that serves the channel has.
    """

    article_id: str
    source_id: str | None
    on_hand: float
    reserved: float
    safety: float
    units: float | None
    at: tuple[AtPlace, ...]


class SafetyScope(StrEnum):
    """What a safety stock is said of; the closest one counts."""

    DEFAULT = "default"
    CATEGORY = "category"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Safety:
    """Units that a channel (every channel: "") must not sell. subject: "" for the default."""

    scope: SafetyScope
    subject: str
    source_id: str
    units: float


class ConflictKind(StrEnum):
    """Two numbers for one shelf, or more sold than there is."""

    COUNT = "count"
    OVERSOLD = "oversold"


class Settled(StrEnum):
    """How a conflict ended: our number, theirs, another one; it mended itself; dealt with."""

    OURS = "ours"
    THEIRS = "theirs"
    COUNTED = "counted"
    AGREED = "agreed"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What does not fit. ours, theirs: units free to sell by the ledger, and by the source.

    For what was oversold, `ours` is below zero and `reference` the order that went too far.
    settled_by: a person's id, or "rule:..." for a rule of the merchant.
    """

    id: str
    kind: ConflictKind
    product_id: str
    variant_id: str
    place_id: str
    source_id: str
    reference: str | None
    ours: float
    theirs: float
    ours_source_id: str | None
    ours_at: datetime | None
    theirs_at: datetime
    opened_at: datetime
    settled_at: datetime | None = None
    settled_by: str | None = None
    settled_how: Settled | None = None
    settled_to: float | None = None
    undone_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it waits for somebody."""
        return self.settled_at is None
