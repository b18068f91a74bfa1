"""What a shop system and Shopweave say to each other, in our own words.

A kind (oscar, vendure, ...) opens a connector; a connector reads pages of drafts by cursor, tells
a genuine webhook from a forged one, and writes stock, prices and order states back.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from shopweave.commerce.catalog import Price, ProductDraft
from shopweave.commerce.customers import CustomerDraft
from shopweave.commerce.orders import OrderDraft, OrderStatus
from shopweave.connectors.contract.http import Http
from shopweave.foundation.clock import Clock
from shopweave.foundation.problems import Problem

# A JSON object of the connector's own making. Nobody else looks inside.
Cursor = Mapping[str, Any]


class Entity(StrEnum):
    """What can be pulled, in the order in which it is: orders name products and customers."""

    PRODUCTS = "products"
    CUSTOMERS = "customers"
    ORDERS = "orders"
    STOCK = "stock"


class Can(StrEnum):
    """What a kind of connector is able to do. The first four are those of `Entity`."""

    PRODUCTS = "products"
    CUSTOMERS = "customers"
    ORDERS = "orders"
    STOCK = "stock"
    WEBHOOK = "webhook"
    WRITE_STOCK = "write_stock"
    WRITE_PRICE = "write_price"
    WRITE_ORDER = "write_order"


@dataclass(frozen=True, slots=True)
class Refused:
    """One item of a shop that cannot come in, with the reason in words.

    external_id: empty for a delivery that cannot be read as a whole.
    """

    external_id: str
    field: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class StockCount:
    """How many a shop says it has. product, variant, place: its own names for them."""

    product: str
    on_hand: float
    at: datetime
    variant: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a shop's answer as drafts, and the cursor that asks for what follows.

    The cursor is kept in the transaction of the rows: after a crash the page either is in with its
    cursor, or is asked for again. last: nothing more for now. gone: external ids of products that
    the shop says it deleted. total: how many there are in all, where the shop tells.
    """

    cursor: Cursor
    last: bool
    products: tuple[ProductDraft, ...] = ()
    customers: tuple[CustomerDraft, ...] = ()
    orders: tuple[OrderDraft, ...] = ()
    stock: tuple[StockCount, ...] = ()
    refused: tuple[Refused, ...] = ()
    gone: tuple[str, ...] = ()
    total: int | None = None

    @property
    def size(self) -> int:
        """Items on the page, the refused ones too."""
        parts = (self.products, self.customers, self.orders, self.stock, self.refused, self.gone)
        return sum(len(part) for part in parts)

    def count(self, entity: Entity) -> int:
        """Items of one entity, with what was refused; a page of products may bring their stock."""
        return len(getattr(self, entity.value)) + len(self.refused) + len(self.gone)


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook found genuine. delivery: the sender's number of it, for telling repeats.

    sent_at: when it was sent, where the signature covers it. topic: the sender's word for it,
    kept with the body for `read`. ping: a trial without content. signed: what tells a recording,
    where its content is more than a reason to look; nobody can change it without the secret.
    """

    delivery: str
    topic: str = ""
    sent_at: datetime | None = None
    ping: bool = False
    signed: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What a webhook brings: entities to pull at once, or the rows themselves."""

    pull: tuple[Entity, ...] = ()
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What a shop tells about itself when it is asked whether it is there."""

    name: str = ""
    currency: str | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class StockLevel:
    """How many the shop shall say it can sell."""

    product: str
    units: float
    variant: str | None = None
    sku: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class PriceChange:
    """What a product or variant shall cost from now on."""

    product: str
    price: Price
    variant: str | None = None
    sku: str | None = None


@dataclass(frozen=True, slots=True)
class OrderChange:
    """The stage that an order has reached here, with the parcel's number where there is one."""

    order: str
    status: OrderStatus
    tracking: str | None = None
    carrier: str | None = None


@dataclass(frozen=True, slots=True)
class FieldsSeen:
    """A shop's own fields of an entity, which of ours each of them is, and all of ours."""

    theirs: tuple[str, ...]
    known: Mapping[str, str]
    ours: tuple[str, ...]
    needed: tuple[str, ...]


class Connector(Protocol):
    """A shop that can be spoken to. Made for one round of work, used by one thread.

    Every method raises a `Trouble` when the shop as a whole cannot be spoken to; a single item
    that is wrong goes into `Page.refused`, and the others come in.
    """

    def check(self) -> ShopFacts:
        """Ask the shop for a sign of life with the key in hand."""
        ...

    def pull(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Pages from a cursor on, None for everything from the beginning.

        The last page's cursor lies some minutes before the newest change that was seen, by the
        shop's own clock (`Watermark`), so that what was being written meanwhile comes next time.
        """
        ...

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Hook:
        """Tell a genuine webhook by its raw bytes; raises `Forged`. headers: in lower case."""
        ...

    def read(self, topic: str, raw: bytes) -> News:
        """What a stored webhook brings."""
        ...

    def write_stock(self, levels: Sequence[StockLevel]) -> Sequence[Refused]:
        """Tell the shop what it can sell; returns what it would not take."""
        ...

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[Refused]:
        """Tell the shop prices; returns what it would not take."""
        ...

    def write_orders(self, changes: Sequence[OrderChange]) -> Sequence[Refused]:
        """Tell the shop how far orders are; returns what it would not take."""
        ...


@runtime_checkable
class Mappable(Protocol):
    """A connector of a kind whose fields a person may have to explain."""

    def fields(self) -> Mapping[Entity, FieldsSeen]:
        """The shop's fields of each entity, and what they are taken for."""
        ...


@dataclass(frozen=True, slots=True)
class Access:
    """All that a connector gets to work with.

    secrets and options: by the names of the kind's fields. currency and time_zone: of the source,
    for what the shop leaves open. `http` keeps to the address, the pace and the patience allowed.
    """

    url: str
    secrets: Mapping[str, str]
    options: Mapping[str, str]
    currency: str
    time_zone: str
    http: Http
    clock: Clock


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a person has to tell when connecting. label: language to words."""

    name: str
    label: Mapping[str, str]
    hint: Mapping[str, str] = field(default_factory=dict)
    secret: bool = False
    required: bool = True
    default: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of shop system. live: whether it was tried against a real shop of its kind.

    pace: most requests a second that we make to one. reached: False for a kind that only sends,
    which has no address of its own. own_secret: Shopweave makes up the webhook's secret and shows
    it once, to be entered in the shop.
    """

    name: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    can: frozenset[Can]
    fields: tuple[Field, ...]
    open: Callable[[Access], Connector]
    live: bool
    pace: float = 5.0
    reached: bool = True
    own_secret: bool = False

    @property
    def entities(self) -> tuple[Entity, ...]:
        """What is pulled from it, in order."""
        return tuple(entity for entity in Entity if Can(entity.value) in self.can)
