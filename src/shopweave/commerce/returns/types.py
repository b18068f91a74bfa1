"""What comes back. Money in minor units of the order."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shopweave.commerce.returns.refund import refund_of


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
class Deed:
    """Who takes goods back, where, when and why. key: the caller's own, or the receipt's id."""

    key: str
    place_id: str
    by: str
    reason: str
    at: datetime


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
    """What could come back of one line: units left, and what was paid for the whole line.

    product_id, variant_id: "" for goods that are in no catalogue; goods: what tells them from
    other goods; tax: what of `paid` stands on lines of its own.
    """

    line: int
    product_id: str
    variant_id: str
    goods: str
    title: str
    bought: float
    left: float
    paid: int
    tax: int = 0

    def piece(self, units: float, taken: float, condition: Condition) -> "Piece":
        """The next units, after those that came back before and `taken` just now."""
        back = round(self.bought - self.left + taken, 3)
        refund = refund_of(self.paid, self.bought, back, units)
        return Piece(self, units, condition, refund, refund_of(self.tax, self.bought, back, units))


@dataclass(frozen=True, slots=True)
class Piece:
    """Units of a line that come back. refund: minor units, with `tax` that stands on its own."""

    quote: Quote
    units: float
    condition: Condition
    refund: int
    tax: int

    @property
    def line(self) -> ReturnedLine:
        """As it is kept with the return."""
        one = self.quote
        return ReturnedLine(
            one.line, one.product_id, one.variant_id, self.units, self.condition, self.refund
        )
