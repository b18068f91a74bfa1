"""Orders as they stand in JSON."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from shopweave.commerce.api.forms.customers import MarkForm
from shopweave.commerce.api.forms.form import Amount, Country, Form, InCurrency, Key, Units, minor
from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.orders import (
    CostDraft,
    CostKind,
    LineDraft,
    LineKind,
    OrderDraft,
    OrderStatus,
)
from shopweave.foundation.money import parse_minor


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
    country: Country | None = None
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


def _line(number: int, form: LineForm, currency: str) -> LineDraft:
    price = parse_minor(form.price, currency)
    product, title, kind = form.product, form.title, form.kind
    return LineDraft(number, form.quantity, price, product, title, kind, form.variant)
