"""What tills send, in JSON. Money in major units."""

from decimal import Decimal
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from shopweave.commerce.customers import IdentityKind
from shopweave.commerce.till.types import Payment, StockWork

Amount = Annotated[Decimal, Field(gt=-(10**10), lt=10**10, allow_inf_nan=False)]
NotBelow = Annotated[Decimal, Field(ge=0, lt=10**10, allow_inf_nan=False)]
Units = Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)]
Key = Annotated[str, StringConstraints(pattern=r"^[\w.:-]{1,64}$")]
Place = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00]+$")]
Till = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00]+$")]
Words = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]
Code = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]


class Form(BaseModel):
    """What it does not know is refused, so that a typing error is heard of."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Told(Form):
    """What everything has that a till tells. sent_at: its clock when it sent this."""

    id: Key
    place: Place
    till: Till = "till"
    at: AwareDatetime
    sent_at: AwareDatetime | None = None


class ArticleForm(Form):
    """An article: by a code on it, or by the ids of the catalogue."""

    code: Code | None = None
    product: Code | None = None
    variant: Code | None = None


class LineForm(ArticleForm):
    """A line; below zero units it is taken back. `price`: one unit; `discount`: off the line."""

    title: Words = ""
    quantity: Units = 1
    price: NotBelow | None = None
    discount: NotBelow = Decimal(0)


class PaymentForm(Form):
    """Money that came in, below zero for what was paid back. `reference`: of the terminal."""

    kind: Payment
    amount: Amount
    reference: Words = ""


class MemberForm(Form):
    """A mark by which the buyer is recognised."""

    kind: IdentityKind = IdentityKind.LOYALTY
    value: Annotated[str, Field(min_length=1, max_length=200)]


class PointsForm(Form):
    """Points that pay. amount: what the till took off for them, to be held against their worth."""

    count: Annotated[int, Field(gt=0, le=1_000_000_000)]
    amount: NotBelow | None = None


class SaleForm(Told):
    """A receipt. original: number of the receipt or order that goods come back from."""

    currency: Currency | None = None
    number: Key | None = None
    lines: Annotated[tuple[LineForm, ...], Field(min_length=1, max_length=500)]
    discount: NotBelow = Decimal(0)
    payments: Annotated[tuple[PaymentForm, ...], Field(max_length=50)] = ()
    member: MemberForm | None = None
    # Left out where there are none: a receipt told before points could pay keeps its digest.
    points: Annotated[PointsForm | None, Field(exclude_if=lambda given: given is None)] = None
    original: Key | None = None
    note: Words = ""


class VoidForm(Form):
    """Why a receipt does not count."""

    reason: Words = ""


class CashForm(Told):
    """Money put into the drawer, or taken out of it, without a sale."""

    amount: Amount
    currency: Currency
    reason: Words = ""


class GoodsForm(ArticleForm):
    """Units of an article; for a count, what is there."""

    quantity: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]


class StockForm(Told):
    """Goods received, counted, or sent to the place `to`."""

    kind: StockWork
    to: Place | None = None
    lines: Annotated[tuple[GoodsForm, ...], Field(min_length=1, max_length=1000)]
    note: Words = ""


class ClosingForm(Told):
    """The end of a till's day. counted: cash in the drawer; kept: what stays for tomorrow."""

    currency: Currency
    counted: NotBelow
    kept: NotBelow = Decimal(0)
    note: Words = ""
