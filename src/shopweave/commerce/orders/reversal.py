"""What is left of an order that was cancelled or refunded: arithmetic on its rows.

The news of it may come before the order or after it, and in any order: what counts is the set.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import inf
from typing import Any

from shopweave.commerce.orders.rows import sums
from shopweave.commerce.orders.types import (
    FIRST_REFUND,
    LineKind,
    OrderStatus,
    Reversal,
    ReversalKind,
)

Values = dict[str, Any]
Products = Mapping[str, str]
Units = defaultdict[str | None, float]
_GOODS = (LineKind.PRODUCT, LineKind.RETURN)


def reversed_rows(
    head: Values, lines: Sequence[Values], news: Iterable[Reversal], products: Products
) -> tuple[Values, list[Values]]:
    """The rows of an order after what was told of it; telling it again changes nothing.

    products: external id to ours. Refunds become lines below zero, numbered from `FIRST_REFUND`.
    """
    own = [line for line in lines if line["line"] < FIRST_REFUND]
    paid = head["total"] - sum(line["total"] for line in lines if line["line"] >= FIRST_REFUND)
    told = list(news)
    refunds = _Refunds(own, paid, _usable(told, head["currency"]), products)
    status = head["status"]
    added: list[Values] = []
    if status == OrderStatus.CANCELLED or any(_cancels(one) for one in told):
        status = OrderStatus.CANCELLED.value
    elif status == OrderStatus.REFUNDED and len(own) == len(lines):
        pass  # The shop itself says so, and its own lines tell what came back.
    elif status == OrderStatus.REFUNDED or refunds.whole:
        status, added = OrderStatus.REFUNDED.value, refunds.everything()
    else:
        added = refunds.some()
    rows = own + [
        {**line, "order_id": head["id"], "line": FIRST_REFUND + number}
        for number, line in enumerate(added)
    ]
    total = paid + sum(line["total"] for line in added)
    return head | {"status": status, "total": total} | sums(rows), rows


def still_news(
    told: Iterable[Reversal], placed: datetime, updated: datetime | None
) -> list[Reversal]:
    """What the source, when it last told of the order itself, could not have known."""
    return [one for one in told if updated is None or updated <= max(one.at, placed)]


def _cancels(one: Reversal) -> bool:
    return one.kind is ReversalKind.CANCELLED


def _usable(told: Iterable[Reversal], currency: str) -> list[Reversal]:
    """Refunds of which it is known how much they are: not of a sum in another currency."""
    return [
        one
        for one in told
        if not _cancels(one)
        and (one.products or one.amount is None or one.currency in (None, currency))
    ]


class _Refunds:
    """Refunds of one order. own: its lines; paid: what it came to."""

    def __init__(
        self, own: Sequence[Values], paid: int, told: Sequence[Reversal], products: Products
    ) -> None:
        self.own, self.paid, self.told = own, paid, told
        self.wanted: Units = defaultdict(float)
        prices = {line["product_id"]: line["unit_price"] for line in own if _sold(line)}
        self.extra = 0
        for one in told:
            found = [(products[name], n) for name, n in one.products if name in products]
            for product, units in found:
                self.wanted[product] += units
            if one.amount is not None:
                worth = sum(round(units * prices.get(product, 0)) for product, units in found)
                self.extra += one.amount - worth

    @property
    def whole(self) -> bool:
        """Whether nothing is left of what was bought, or of what was paid."""
        if any(not one.products and one.amount is None for one in self.told):
            return True
        back = _returns(self.own, self.wanted)
        if any(one.amount is not None for one in self.told):
            returned: int = -sum(line["total"] for line in back)
            return 0 < self.paid <= self.extra + returned
        return bool(back) and _units(back) + _units(self.own) <= 0

    def everything(self) -> list[Values]:
        """All goods back, and what else was paid."""
        back = _returns(self.own, None)
        back += [
            _line(line["kind"], -line["quantity"], line["unit_price"], line["title"])
            for line in self.own
            if line["kind"] not in _GOODS
        ]
        rest = self.paid + sum(line["total"] for line in back)
        return [*back, _line(LineKind.FEE, 1, -rest)] if rest else back

    def some(self) -> list[Values]:
        """The goods that came back, and money beside them: never more than was paid."""
        back = _returns(self.own, self.wanted)
        extra = min(self.extra, self.paid + sum(line["total"] for line in back))
        if not extra:
            return back
        return [*back, _line(LineKind.DISCOUNT if extra > 0 else LineKind.FEE, 1, -extra)]


def _returns(own: Sequence[Values], wanted: Units | None) -> list[Values]:
    """Lines that take units back, never more than are still out; None wants all of them."""
    gone: Units = defaultdict(float)
    for line in own:
        if line["kind"] == LineKind.RETURN:
            gone[line["product_id"]] -= line["quantity"]
    asked = defaultdict(float, wanted or {})
    back = []
    for line in filter(_sold, own):
        product = line["product_id"]
        before = min(gone[product], line["quantity"])
        gone[product] -= before
        units = min(line["quantity"] - before, inf if wanted is None else asked[product])
        if units > 0:
            asked[product] -= units
            back.append(_return(line, units))
    return back


def _return(line: Values, units: float) -> Values:
    back = _line(LineKind.RETURN, -units, line["unit_price"], line["title"])
    return back | {"product_id": line["product_id"], "variant_id": line["variant_id"]}


def _line(kind: LineKind, quantity: float, unit_price: int, title: str = "") -> Values:
    return {
        "kind": kind,
        "product_id": None,
        "variant_id": None,
        "title": title,
        "quantity": quantity,
        "unit_price": unit_price,
        "total": round(quantity * unit_price),
    }


def _sold(line: Values) -> bool:
    return bool(line["kind"] == LineKind.PRODUCT)


def _units(lines: Iterable[Values]) -> float:
    units: float = sum(line["quantity"] for line in lines if line["kind"] in _GOODS)
    return units
