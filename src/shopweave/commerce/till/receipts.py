"""A receipt that goods come back from: what was on it, and what is left of it."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from shopweave.commerce import money, orders
from shopweave.commerce.catalog import Form
from shopweave.commerce.money import TaxShare
from shopweave.commerce.orders import NOT_SOLD, CostKind, LineKind, Order, UnknownOrder
from shopweave.commerce.till import records
from shopweave.commerce.till.articles import Article
from shopweave.commerce.till.errors import ReturnedTooMuch, UnknownReceipt
from shopweave.commerce.till.forms import LineForm
from shopweave.commerce.till.types import Entry
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Receipt:
    """An order with what may still come back, by form; `entry` where a till told it.

    tax: held in the total, minor units, where the source reported it and it is no line; taxes:
    by rate, where nobody told it.
    """

    order: Order
    entry: Entry | None
    left: dict[str, float]
    tax: int | None = None
    taxes: tuple[TaxShare, ...] = ()


def find(tx: Transaction, code: str) -> Receipt:
    """The receipt or order with this number, or our id of it; raises `UnknownReceipt`."""
    entry = records.receipt(tx, code)
    order_id = entry.order_id if entry else _of_orders(tx, code)
    if order_id is None:
        raise UnknownReceipt(code=code)
    order = orders.get(tx, order_id)
    taxes = money.taxes_within(tx, order_id)
    return Receipt(order, entry, _left(tx, order), _tax(tx, order), taxes)


def check_left(
    receipt: Receipt, lines: Sequence[LineForm], articles: Sequence[Article | None]
) -> None:
    """Refuse to take back more than was sold; raises `ReturnedTooMuch`."""
    left = dict(receipt.left)
    for number, (line, article) in enumerate(zip(lines, articles, strict=True), start=1):
        if line.quantity >= 0:
            continue
        key = _key(article.form) if article else line.title
        have = left.get(key, 0.0)
        if -line.quantity > have + 1e-9:
            raise ReturnedTooMuch(line=number, asked=f"{-line.quantity:g}", left=f"{have:g}")
        left[key] = have + line.quantity


def _tax(tx: Transaction, order: Order) -> int | None:
    if any(line.kind is LineKind.TAX for line in order.lines):
        return None
    told = [cost.amount for cost in orders.costs(tx, order.head.id) if cost.kind is CostKind.TAX]
    return sum(told) if told else None


def _left(tx: Transaction, order: Order) -> dict[str, float]:
    left: dict[str, float] = defaultdict(float)
    if order.head.status in NOT_SOLD:
        return left
    back = [orders.get(tx, one) for one in records.returns_of(tx, order.head.id)]
    for line in order.lines:
        if line.kind is LineKind.PRODUCT:
            left[line.variant_id or line.product_id or line.title] += line.quantity
    for line in (line for one in back for line in one.lines):
        if line.kind is LineKind.RETURN:
            left[line.variant_id or line.product_id or line.title] += line.quantity
    return {key: round(units, 3) for key, units in left.items()}


def _key(form: Form) -> str:
    return form.variant_id


def _of_orders(tx: Transaction, code: str) -> str | None:
    found = orders.search(tx, code, limit=20).orders
    own = [head.id for head in found if code in (head.number, head.external_id)]
    if len(own) == 1:
        return own[0]
    with suppress(UnknownOrder):
        return orders.get(tx, code).head.id
    return None
