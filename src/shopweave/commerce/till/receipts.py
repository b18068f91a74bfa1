"""A receipt that goods come back from: what was on it, and what is left of it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from shopweave.commerce import money, orders, returns
from shopweave.commerce.money import TaxShare
from shopweave.commerce.orders import CostKind, LineDraft, LineKind, Order, UnknownOrder
from shopweave.commerce.returns import Allotment, Piece, Quote
from shopweave.commerce.till import records
from shopweave.commerce.till.amounts import major
from shopweave.commerce.till.articles import Article
from shopweave.commerce.till.errors import PaidBackTooMuch, ReturnedTooMuch, UnknownReceipt
from shopweave.commerce.till.forms import LineForm, SaleForm
from shopweave.commerce.till.types import Entry
from shopweave.commerce.till.which import the_one
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import parse_minor


@dataclass(frozen=True, slots=True)
class Receipt:
    """An order with what may still come back of it; `entry` where a till told it.

    tax: held in the total, minor units, where the source reported it and it is no line; taxes:
    by rate, where nobody told it.
    """

    order: Order
    entry: Entry | None
    quotes: list[Quote]
    tax: int | None = None
    taxes: tuple[TaxShare, ...] = ()


def find(tx: Transaction, code: str) -> Receipt:
    """The receipt or order with this number, or our id of it.

    Raises `UnknownReceipt`, and `SeveralReceipts` when two tills gave out the same number.
    """
    entry = the_one(code, records.receipts(tx, code))
    order_id = entry.order_id if entry else _of_orders(tx, code)
    if order_id is None:
        raise UnknownReceipt(code=code)
    order = orders.get(tx, order_id)
    taxes = money.taxes_within(tx, order_id)
    return Receipt(order, entry, returns.quotes(tx, order), _tax(tx, order), taxes)


def take_back(
    receipt: Receipt, sale: SaleForm, articles: Sequence[Article | None], goods: Sequence[LineDraft]
) -> list[Piece]:
    """What of the receipt the lines of a sale bring back; goods: one line for each of them.

    Raises `ReturnedTooMuch`, and `PaidBackTooMuch` for more than was paid.
    """
    allotment, found = Allotment(receipt.quotes), list[Piece]()
    paid: dict[str, _PaidBack] = {}
    lines = zip(sale.lines, articles, goods, strict=True)
    for number, (line, article, priced) in enumerate(lines, start=1):
        if line.quantity >= 0:
            continue
        key = article.form.variant_id if article else line.title
        pieces = allotment.of_goods(key, -line.quantity)
        have = sum(piece.units for piece in pieces)
        if -line.quantity > have + 1e-9:
            raise ReturnedTooMuch(line=number, asked=f"{-line.quantity:g}", left=f"{have:g}")
        paid.setdefault(key, _PaidBack()).take(number, line, priced, pieces, receipt)
        found += pieces
    if sale.currency in (None, receipt.order.head.currency):
        for one in paid.values():
            one.check(receipt.order.head.currency)
    return found


@dataclass(slots=True)
class _PaidBack:
    """What some goods are paid back with, and what was paid for them.

    The units of a line may differ by a cent: only all together are held against what was paid.
    """

    line: int = 0
    asked: int = 0
    most: int = 0

    def take(
        self,
        number: int,
        line: LineForm,
        priced: LineDraft,
        pieces: Sequence[Piece],
        receipt: Receipt,
    ) -> None:
        """Add a line."""
        kept = parse_minor(line.discount, receipt.order.head.currency) if line.discount else 0
        self.line = number
        self.asked -= round(priced.quantity * priced.unit_price) + kept
        # The price of a unit of what is weighed may be rounded up.
        self.most += sum(piece.refund for piece in pieces) + (not line.quantity.is_integer())

    def check(self, currency: str) -> None:
        """Raise `PaidBackTooMuch` for more than was paid."""
        if self.asked > self.most:
            asked, most = major(self.asked, currency), major(self.most, currency)
            raise PaidBackTooMuch(line=self.line, asked=asked, most=most, currency=currency)


def _tax(tx: Transaction, order: Order) -> int | None:
    if any(line.kind is LineKind.TAX for line in order.lines):
        return None
    told = [cost.amount for cost in orders.costs(tx, order.head.id) if cost.kind is CostKind.TAX]
    return sum(told) if told else None


def _of_orders(tx: Transaction, code: str) -> str | None:
    found = orders.search(tx, code, limit=20).orders
    own = [head.id for head in found if code in (head.number, head.external_id)]
    if len(own) == 1:
        return own[0]
    with suppress(UnknownOrder):
        return orders.get(tx, code).head.id
    return None
