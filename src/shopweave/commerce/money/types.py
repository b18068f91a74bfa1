"""Costs and rates as they arrive, and profits as the books show them."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from shopweave.foundation.money import Money


class Origin(StrEnum):
    """Who told a cost: the catalogue of its source, a person or program, goods that came in."""

    CATALOG = "catalog"
    ENTERED = "entered"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class CostPriceDraft:
    """What one unit costs. product, variant: external ids; amount: minor units.

    since: None for "from now on", or from the beginning if nothing was known before. units: goods
    that came in at this price, which makes it part of a moving average.
    """

    product: str
    amount: int
    currency: str
    variant: str | None = None
    since: datetime | None = None
    units: float | None = None
    external_updated_at: datetime | None = None

    @property
    def external_id(self) -> str:
        """One cost for each thing and moment."""
        moment = self.since.isoformat() if self.since else ""
        return f"{moment} {self.product} {self.variant or ''}"[:200]


@dataclass(frozen=True, slots=True)
class CostPrice:
    """A cost of a product or variant that holds from `since` on; minor units."""

    owner_id: str
    product_id: str
    since: datetime
    amount: int
    currency: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class GoodsIn:
    """A cost with what it follows from; `units` None for one that was told as it is.

    paid: minor units for one; units: that came; stock: on hand when it was first told, at
    `told_at`; both in thousandths.
    """

    id: str
    cost: CostPrice
    told_at: datetime
    paid: int | None
    units: int | None
    stock: int | None


@dataclass(frozen=True, slots=True)
class RateDraft:
    """From a day on, one `base` costs `nano` billionths of `currency`."""

    base: str
    currency: str
    day: date
    nano: int


class Segment(StrEnum):
    """Who bought: for the first time, again, or nobody knows."""

    NEW = "new"
    RETURNING = "returning"
    UNKNOWN = "unknown"


class By(StrEnum):
    """What profit is told apart by."""

    CHANNEL = "channel"
    SOURCE = "source"
    PRODUCT = "product"
    CATEGORY = "category"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True)
class Profit:
    """What was earned, minor units of the books' currency; returns stand in `returns` alone.

    revenue: with tax. unknown: revenue without tax of goods whose cost nobody told; their cost is
    missing from `goods`, so that the profit is at most what stands here.
    """

    key: str = ""
    orders: int = 0
    units: float = 0.0
    revenue: int = 0
    tax: int = 0
    goods: int = 0
    commission: int = 0
    payment: int = 0
    shipping: int = 0
    returns: int = 0
    other: int = 0
    unknown: int = 0

    @property
    def net(self) -> int:
        """Revenue without tax."""
        return self.revenue - self.tax

    @property
    def profit(self) -> int:
        """What is left."""
        spent = self.goods + self.commission + self.payment + self.shipping
        return self.net - spent - self.returns - self.other

    @property
    def share(self) -> float | None:
        """Profit as a share of the revenue without tax; None when there was none."""
        return self.profit / self.net if self.net > 0 else None

    def plus(self, more: "Profit") -> "Profit":
        """Both together under this key."""
        names = [field.name for field in fields(self) if field.name != "key"]
        return Profit(self.key, *(getattr(self, name) + getattr(more, name) for name in names))


@dataclass(frozen=True, slots=True)
class Missing:
    """A product that sells and whose cost nobody told; amount: its revenue without tax."""

    product_id: str
    units: float
    amount: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the books do not know. waiting: orders not booked yet; rates: orders by currency.

    missing: products without a cost, those that sell most first; amount of all of them.
    """

    waiting: int
    rates: dict[str, int]
    missing: tuple[Missing, ...]
    products: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Loss:
    """A product that loses money in a channel: minor units lost in all, and units sold."""

    product_id: str
    channel: str
    profit: Profit
