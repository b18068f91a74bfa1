"""Orders as they arrive, and as the record shows them. Money in minor units of the order."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from shopweave.commerce.customers import Identity


class OrderStatus(StrEnum):
    """Canonical stages of an order; the source's own word is kept beside it."""

    DRAFT = "draft"
    PENDING = "pending"
    PAID = "paid"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


NOT_SOLD = frozenset({OrderStatus.DRAFT, OrderStatus.CANCELLED})
# Sold, and the goods are still here.
OPEN = frozenset({OrderStatus.PENDING, OrderStatus.PAID, OrderStatus.PROCESSING})


class LineKind(StrEnum):
    """What a line is for; only products and returns concern stock and taste."""

    PRODUCT = "product"
    RETURN = "return"
    SHIPPING = "shipping"
    FEE = "fee"
    DISCOUNT = "discount"
    TAX = "tax"


class CostKind(StrEnum):
    """What an order cost the merchant, or held in tax, as its source reports it."""

    TAX = "tax"
    COMMISSION = "commission"
    PAYMENT = "payment"
    SHIPPING = "shipping"
    RETURN = "return"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CostDraft:
    """A cost that was reported, minor units of the order; 0 says that there was none."""

    kind: CostKind
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line. `product` and `variant` are external ids of the order's source.

    quantity: units, negative on a return line. unit_price: minor units, negative on a discount.
    """

    line: int
    quantity: float
    unit_price: int
    product: str | None = None
    title: str = ""
    kind: LineKind = LineKind.PRODUCT
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order as a source tells it. `customer`: marks of the buyer, empty if unknown.

    place: external id of a place. total: what the source says; None to take the sum of lines.
    attributes: what else is known and names nobody, as {"country": "DE"}.
    costs: what is known of its costs, which beats what rules say.
    """

    external_id: str
    placed_at: datetime
    currency: str
    lines: tuple[LineDraft, ...]
    number: str | None = None
    channel: str = "web"
    status: OrderStatus = OrderStatus.COMPLETED
    status_original: str | None = None
    customer: tuple[Identity, ...] = ()
    place: str | None = None
    total: int | None = None
    external_updated_at: datetime | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    costs: tuple[CostDraft, ...] = ()


class ReversalKind(StrEnum):
    """How an order was undone."""

    CANCELLED = "cancelled"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class Reversal:
    """One piece of news that an order, or a part of it, was undone.

    message: 16 bytes that stand for the news. products: external id and units of what came back.
    amount: minor units of `currency`. A refund with neither is one of everything.
    """

    external_id: str
    message: bytes
    kind: ReversalKind
    at: datetime
    products: tuple[tuple[str, float], ...] = ()
    amount: int | None = None
    currency: str | None = None


# Lines from this number on were added for refunds that were told later.
FIRST_REFUND = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order in the record; `total` is its share of the order."""

    line: int
    kind: LineKind
    product_id: str | None
    variant_id: str | None
    title: str
    quantity: float
    unit_price: int
    total: int

    @property
    def goods(self) -> str:
        """What tells its goods from others: variant, product, else the title."""
        return self.variant_id or self.product_id or self.title

    @property
    def refund(self) -> bool:
        """Whether it was added for a refund that was told later."""
        return self.line >= FIRST_REFUND


@dataclass(frozen=True, slots=True)
class Before:
    """What an order was before it was told again. goods: minor units."""

    status: OrderStatus
    goods: int

    @property
    def counted(self) -> bool:
        """Whether it was a sale."""
        return self.status not in NOT_SOLD


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """Units of a line of an order that came back elsewhere than where they were bought.

    key: of the return; goods: see `Line.goods`; refund: minor units with `tax`, which is what of
    it stands on lines of its own; booked: whether another order, a receipt, holds the money.
    """

    order_id: str
    key: str
    line: int
    product_id: str | None
    goods: str
    quantity: float
    refund: int
    tax: int = 0
    booked: bool = False


@dataclass(frozen=True, slots=True)
class OrderHead:
    """An order without its lines. `goods`: products less returns and discounts.

    attributes: what else is known of it and names nobody.
    """

    id: str
    source_id: str
    external_id: str
    number: str
    channel: str
    status: OrderStatus
    status_original: str | None
    placed_at: datetime
    currency: str
    customer_id: str | None
    place_id: str | None
    goods: int
    total: int
    units: float
    historical: bool
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """An order with its lines."""

    head: OrderHead
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OrderPage:
    """One page of orders; `cursor` asks for the next one, None at the end."""

    orders: tuple[OrderHead, ...]
    total: int
    cursor: str | None


@dataclass(frozen=True, slots=True)
class DaySales:
    """What was sold on a day of the shop's own calendar."""

    day: date
    currency: str
    orders: int
    units: float
    amount: int


@dataclass(frozen=True, slots=True)
class ShareSales:
    """What was sold of one product, or through one channel; `key` is its id or name."""

    key: str
    currency: str
    orders: int
    units: float
    amount: int


@dataclass(frozen=True, slots=True)
class Bought:
    """One product line that a person bought, newest first in lists."""

    product_id: str
    order_id: str
    at: datetime
    quantity: float
    unit_price: int
    currency: str
