"""The record in JSON: money in major units as text, times in ISO 8601."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from shopweave.commerce.catalog import Card, Price, PriceChange, Product
from shopweave.commerce.customers import Customer
from shopweave.commerce.money import CostPrice, Gaps, Profit, RateDraft
from shopweave.commerce.orders import Buyer, Order, OrderHead
from shopweave.commerce.profiles import Profile
from shopweave.commerce.stock import Level
from shopweave.foundation.money import Money

Shown = dict[str, Any]
_COUNTED = ("key", "orders", "units")


def money(amount: int, currency: str) -> str:
    """Major units, like "9.90"."""
    return str(Money(amount, currency).decimal())


def price(of: Price | None) -> Shown | None:
    """A price."""
    if of is None:
        return None
    crossed = None if of.compare_at is None else money(of.compare_at, of.currency)
    amount = money(of.amount, of.currency)
    return {"amount": amount, "currency": of.currency, "compare_at": crossed}


def card(of: Card) -> Shown:
    """A product in a list."""
    return {**asdict(of), "price": price(of.price)}


def product(of: Product) -> Shown:
    """A product with all that is known of it."""
    forms = [{**asdict(v), "prices": [price(p) for p in v.prices]} for v in of.variants]
    hidden = {"cost", "variants", "prices"}
    told = {name: value for name, value in asdict(of).items() if name not in hidden}
    return {**told, "prices": [price(p) for p in of.prices], "variants": [_bare(f) for f in forms]}


def _bare(form: Shown) -> Shown:
    return {name: value for name, value in form.items() if name != "cost"}


def head(of: OrderHead) -> Shown:
    """An order in a list."""
    sums = {"goods": money(of.goods, of.currency), "total": money(of.total, of.currency)}
    return {**asdict(of), **sums}


def order(of: Order) -> Shown:
    """An order with its lines."""
    currency = of.head.currency
    lines = [
        {
            **asdict(line),
            "unit_price": money(line.unit_price, currency),
            "total": money(line.total, currency),
        }
        for line in of.lines
    ]
    return {**head(of.head), "lines": lines}


def customer(of: Customer) -> Shown:
    """A customer without personal fields."""
    return asdict(of)


def level(of: Level) -> Shown:
    """What is on hand somewhere."""
    return asdict(of)


def buyer(of: Buyer) -> Shown:
    """A customer in a list, with what the orders come to."""
    return {**asdict(of), "amount": money(of.amount, of.currency)}


def visitor(customer_id: str) -> Shown:
    """A customer in a list who never bought."""
    nothing = {"orders": 0, "amount": None, "currency": None, "last_at": None}
    return {"customer_id": customer_id, **nothing}


def profile(of: Profile) -> Shown:
    """What a customer's purchases say."""
    spent = [_money(one) for one in of.spent]
    usual = _money(of.usual_order) if of.usual_order else None
    return {**asdict(of), "spent": spent, "usual_order": usual}


def cost_price(of: CostPrice) -> Shown:
    """A cost that held from a moment on."""
    return {**asdict(of), "amount": money(of.amount, of.currency)}


def rate(of: RateDraft) -> Shown:
    """An exchange rate."""
    told = {"base": of.base, "currency": of.currency, "day": of.day}
    return {**told, "rate": str(Decimal(of.nano).scaleb(-9).normalize())}


def price_change(of: PriceChange) -> Shown:
    """A price that held from a moment on."""
    amounts = {
        name: None if value is None else money(value, of.currency)
        for name, value in (("amount", of.amount), ("compare_at", of.compare_at))
    }
    return {**asdict(of), **amounts}


def profit(of: Profit, currency: str) -> Shown:
    """What was earned; `share` of the revenue without tax."""
    amounts = {
        name: money(value, currency) for name, value in asdict(of).items() if name not in _COUNTED
    }
    counted = {name: getattr(of, name) for name in _COUNTED}
    share = None if of.share is None else round(of.share, 4)
    return {**counted, **amounts, "profit": money(of.profit, currency), "share": share}


def gaps(of: Gaps) -> Shown:
    """What the figures do not know."""
    currency = of.amount.currency
    rows = [{**asdict(one), "amount": money(one.amount, currency)} for one in of.missing]
    costs = {"products": of.products, "amount": str(of.amount.decimal()), "rows": rows}
    return {"waiting": of.waiting, "rates": of.rates, "costs": costs}


def _money(of: Money) -> Shown:
    return {"amount": str(of.decimal()), "currency": of.currency}
