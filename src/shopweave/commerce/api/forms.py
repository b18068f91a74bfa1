"""Rows as they stand in JSON, and the drafts that they become. Money in major units."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Protocol

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shopweave.commerce import inbound
from shopweave.commerce.catalog import Price, ProductDraft, Status, Text, VariantDraft
from shopweave.commerce.customers import CustomerDraft, Identity, IdentityKind
from shopweave.commerce.money import CostPriceDraft, RateDraft
from shopweave.commerce.orders import (
    CostDraft,
    CostKind,
    LineDraft,
    LineKind,
    OrderDraft,
    OrderStatus,
)
from shopweave.commerce.places import PlaceDraft, PlaceKind
from shopweave.commerce.sources import Source, zone
from shopweave.commerce.stock import MovementDraft, MovementKind
from shopweave.foundation.money import parse_minor

Amount = Annotated[Decimal, Field(gt=-(10**12), lt=10**12, allow_inf_nan=False)]
Units = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
Key = Annotated[str, Field(min_length=1, max_length=200)]


class InCurrency(Protocol):
    """Where rows come from, as far as forms look at it."""

    @property
    def currency(self) -> str:
        """The currency of prices that name none."""
        ...


class Form(BaseModel):
    """A row; what it does not know is refused, so that a typing error is heard of."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, coerce_numbers_to_str=True)


class Priced(Form):
    """A price, also in further currencies."""

    price: Amount | None = None
    compare_at: Amount | None = None
    currency: str | None = None
    prices: dict[str, Amount] = {}
    cost: Amount | None = None

    def all_prices(self, currency: str) -> tuple[Price, ...]:
        """Every price in minor units; `currency` is the source's."""
        found = []
        if self.price is not None:
            own = self.currency or currency
            compare_at = minor(self.compare_at, own)
            found.append(Price(parse_minor(self.price, own), own, compare_at))
        more = self.prices.items()
        return (*found, *(Price(parse_minor(amount, name), name) for name, amount in more))


class Words(Form):
    """A product's words in one language."""

    title: str
    description: str = ""


class VariantForm(Priced):
    """One form of a product."""

    id: Key
    sku: str | None = None
    gtin: str | None = None
    options: dict[str, str] = {}


class ProductForm(Priced):
    """A product."""

    id: Key
    title: str
    texts: dict[str, Words] = {}
    categories: tuple[str, ...] = ()
    brand: str | None = None
    attributes: dict[str, Any] = {}
    images: tuple[str, ...] = ()
    variants: tuple[VariantForm, ...] = ()
    sku: str | None = None
    gtin: str | None = None
    status: Status = Status.ACTIVE
    url: str | None = None
    updated_at: AwareDatetime | None = None

    def draft(self, source: InCurrency, now: datetime) -> ProductDraft:
        """As the catalogue takes it."""
        currency = source.currency
        return ProductDraft(
            external_id=self.id,
            title=self.title,
            texts={tongue: Text(t.title, t.description) for tongue, t in self.texts.items()},
            categories=self.categories,
            brand=self.brand,
            attributes=self.attributes,
            images=self.images,
            variants=tuple(_variant(form, currency) for form in self.variants),
            prices=self.all_prices(currency),
            cost=minor(self.cost, currency),
            sku=self.sku,
            gtin=self.gtin,
            status=self.status,
            url=self.url,
            external_updated_at=self.updated_at,
        )


class MarkForm(Form):
    """A mark of a person."""

    kind: IdentityKind
    value: str
    verified: bool = True

    def identity(self) -> Identity:
        """As the directory takes it."""
        return Identity(self.kind, self.value, self.verified)


class CustomerForm(Form):
    """A customer."""

    id: Key
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    address: dict[str, str] | None = None
    identities: tuple[MarkForm, ...] = ()
    language: Annotated[str, Field(max_length=12)] | None = None
    country: Annotated[str, Field(pattern="^[A-Za-z]{2}$")] | None = None
    attributes: dict[str, Any] = {}
    updated_at: AwareDatetime | None = None

    def draft(self, source: InCurrency, now: datetime) -> CustomerDraft:
        """As the directory takes it."""
        return CustomerDraft(
            external_id=self.id,
            name=self.name,
            email=self.email,
            phone=self.phone,
            address=self.address,
            identities=tuple(mark.identity() for mark in self.identities),
            language=self.language,
            country=self.country.upper() if self.country else None,
            attributes=self.attributes,
            external_updated_at=self.updated_at,
        )


class LineForm(Form):
    """A line of an order; `price` is for one unit."""

    product: str | None = None
    variant: str | None = None
    title: str = ""
    quantity: Units = 1
    price: Amount
    kind: LineKind = LineKind.PRODUCT


class CostForm(Form):
    """A cost of an order as its source reports it: it beats the rules."""

    kind: CostKind
    amount: Amount
    note: Annotated[str, Field(max_length=200)] = ""


class OrderForm(Form):
    """An order. customer: the shop's own number, or marks of the buyer."""

    id: Key
    placed_at: AwareDatetime
    lines: tuple[LineForm, ...]
    currency: str | None = None
    number: str | None = None
    channel: Annotated[str, Field(min_length=1, max_length=32)] = "web"
    status: OrderStatus = OrderStatus.COMPLETED
    status_original: Annotated[str, Field(max_length=64)] | None = None
    customer: str | tuple[MarkForm, ...] = ()
    place: Annotated[str, Field(max_length=120)] | None = None
    total: Amount | None = None
    country: Annotated[str, Field(pattern="^[A-Za-z]{2}$")] | None = None
    costs: Annotated[tuple[CostForm, ...], Field(max_length=100)] = ()
    updated_at: AwareDatetime | None = None

    def draft(self, source: InCurrency, now: datetime) -> OrderDraft:
        """As the order book takes it."""
        currency = self.currency or source.currency
        return OrderDraft(
            external_id=self.id,
            placed_at=self.placed_at,
            currency=currency,
            lines=tuple(_line(n, form, currency) for n, form in enumerate(self.lines, start=1)),
            number=self.number,
            channel=self.channel,
            status=self.status,
            status_original=self.status_original,
            customer=self.buyer(),
            place=self.place,
            total=minor(self.total, currency),
            external_updated_at=self.updated_at,
            attributes={"country": self.country.upper()} if self.country else {},
            costs=tuple(
                CostDraft(cost.kind, parse_minor(cost.amount, currency), cost.note)
                for cost in self.costs
            ),
        )

    def buyer(self) -> tuple[Identity, ...]:
        """Marks of the buyer."""
        if isinstance(self.customer, str):
            return (Identity(IdentityKind.CUSTOMER_ID, self.customer),)
        return tuple(mark.identity() for mark in self.customer)


class StockForm(Form):
    """A movement. quantity: units added, or for a count the units that are there."""

    product: Key
    quantity: Units
    kind: MovementKind = MovementKind.COUNT
    variant: str | None = None
    place: Annotated[str, Field(max_length=120)] | None = None
    at: AwareDatetime | None = None
    note: Annotated[str, Field(max_length=500)] = ""
    id: Key | None = None

    def draft(self, source: InCurrency, now: datetime) -> MovementDraft:
        """As the ledger takes it; without an id, its content and time are the id."""
        at = self.at or now
        key = self.id or inbound.digest((self.model_dump(mode="json"), at)).hex()
        return MovementDraft(
            external_id=key,
            product=self.product,
            kind=self.kind,
            quantity=self.quantity,
            at=at,
            variant=self.variant,
            place=self.place,
            note=self.note,
        )


class CostPriceForm(Form):
    """What a unit of a product costs from a day on; with `units`, goods that came in."""

    product: Key
    cost: Annotated[Decimal, Field(ge=0, lt=10**12, allow_inf_nan=False)]
    variant: Key | None = None
    currency: str | None = None
    from_: Annotated[date | None, Field(alias="from")] = None
    units: Annotated[float, Field(gt=0, le=1e9)] | None = None

    def draft(self, source: Source, now: datetime) -> CostPriceDraft:
        """As the books take it; a day begins where the source is."""
        currency = self.currency or source.currency
        since = None
        if self.from_ is not None:
            since = datetime.combine(self.from_, datetime.min.time(), zone(source.time_zone))
        cost = parse_minor(self.cost, currency)
        return CostPriceDraft(self.product, cost, currency, self.variant, since, self.units)


class RateForm(Form):
    """From a day on, one `base` costs `rate` of `currency`."""

    base: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    rate: Annotated[Decimal, Field(gt=0, lt=10**9, allow_inf_nan=False)]
    day: date

    def draft(self, source: Source, now: datetime) -> RateDraft:
        """As the books take it."""
        return RateDraft(self.base, self.currency, self.day, parse_nano(self.rate))


class PlaceForm(Form):
    """A site, or a zone or shelf inside another place."""

    id: Annotated[str, Field(min_length=1, max_length=120)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    kind: PlaceKind = PlaceKind.STORE
    time_zone: str = "UTC"
    parent: str | None = None
    attributes: dict[str, Any] = {}

    def draft(self, source: InCurrency, now: datetime) -> PlaceDraft:
        """As places take it."""
        return PlaceDraft(
            self.id, self.name, self.kind, self.time_zone, self.parent, self.attributes
        )


def parse_nano(rate: Decimal) -> int:
    """Billionths of a rate."""
    return int(rate.scaleb(9).to_integral_value())


def minor(amount: Decimal | None, currency: str) -> int | None:
    """Minor units of an amount, if there is one."""
    return None if amount is None else parse_minor(amount, currency)


def _variant(form: VariantForm, currency: str) -> VariantDraft:
    prices, cost = form.all_prices(currency), minor(form.cost, currency)
    return VariantDraft(form.id, form.sku, form.gtin, form.options, prices, cost)


def _line(number: int, form: LineForm, currency: str) -> LineDraft:
    price = parse_minor(form.price, currency)
    product, title, kind = form.product, form.title, form.kind
    return LineDraft(number, form.quantity, price, product, title, kind, form.variant)
