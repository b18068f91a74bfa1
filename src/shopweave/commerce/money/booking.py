"""Work out what each line of a batch of orders left."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.money import (
    Book,
    Charges,
    Margins,
    Reported,
    converted,
    margins,
)
from shopweave.commerce.money.ground import Ground
from shopweave.commerce.money.preferences import FeeKind
from shopweave.commerce.money.rules import Sale
from shopweave.commerce.money.types import Segment
from shopweave.commerce.orders import NOT_SOLD, Accounts, CostKind, LineKind, OrderStatus
from shopweave.commerce.orders.types import FIRST_REFUND
from shopweave.foundation.database import from_micros

Ints = NDArray[np.int64]
_GOODS = frozenset({LineKind.PRODUCT, LineKind.RETURN})
# Over the counter one payment settles a whole receipt; elsewhere a return is told later.
_AT_ONCE = "till"
AMOUNTS = tuple(field.name for field in fields(Margins))


@dataclass(frozen=True, slots=True)
class Booked:
    """Rows of the books, and of orders that cannot be booked for want of a rate."""

    lines: list[dict[str, Any]]
    unbooked: list[dict[str, Any]]


def book(ground: Ground, accounts: Accounts) -> Booked:
    """Book orders that were sold, each in the books' currency; drafts and cancelled ones are not.

    Of an order without goods, its first line stands for all it holds.
    """
    batch = _Batch(ground, accounts)
    usable, unbooked = batch.usable()
    lines = batch.lines_of(usable)
    if not lines:
        return Booked([], unbooked)
    arrays = batch.book(usable, lines)
    found = margins(arrays, batch.charges(usable), batch.reported(usable))
    return Booked(batch.rows(lines, arrays, found), unbooked)


class _Batch:
    """One batch on its way into the books. Positions of orders are those of the accounts."""

    def __init__(self, ground: Ground, accounts: Accounts) -> None:
        self.ground, self.accounts = ground, accounts
        self.days = [from_micros(at).date() for at in accounts.placed_at.tolist()]
        self.order = accounts.order.tolist()

    def usable(self) -> tuple[list[int], list[dict[str, Any]]]:
        """Orders that can be booked, and rows of those that lack a rate."""
        a, good, bad = self.accounts, [], []
        holding = set(self.order)
        for number, status in enumerate(a.status):
            if status in NOT_SOLD or number not in holding:
                continue
            lacking = self._lacking(number)
            if lacking is None:
                good.append(number)
            else:
                at = int(a.placed_at[number])
                bad.append({"order_id": a.ids[number], "currency": lacking, "at": at})
        return good, bad

    def lines_of(self, usable: Sequence[int]) -> list[int]:
        """Positions of the lines that carry an order: its goods, else its first line."""
        wanted, carried = set(usable), set[int]()
        kept = []
        for line, (order, kind) in enumerate(zip(self.order, self.accounts.kind, strict=True)):
            if kind in _GOODS and order in wanted:
                kept.append(line)
                carried.add(order)
        for line, order in enumerate(self.order):
            if order in wanted and order not in carried:
                kept.append(line)
                carried.add(order)
        return sorted(kept)

    def book(self, usable: Sequence[int], lines: Sequence[int]) -> Book:
        """The arrays of the lines; orders are counted as in `usable`."""
        a, place = self.accounts, {order: n for n, order in enumerate(usable)}
        order_of = [place[self.order[line]] for line in lines]
        goods = np.array([a.kind[line] in _GOODS for line in lines])
        taxes, extra = self._beside(usable, place)
        cost, known = self._costs(lines)
        rates, commission = self._shares(lines)
        on_top = np.array([self.ground.without_tax(a.source[order]) for order in usable])
        back = self._with_returns()
        paid_back = [a.status[n] == OrderStatus.REFUNDED and n not in back for n in usable]
        return Book(
            order=np.array(order_of, np.int64),
            total=np.where(goods, self._in_books(lines), 0),
            quantity=np.where(goods, a.quantity[lines], 0),
            returned=goods & (a.quantity[lines] < 0),
            cost=cost,
            known=known | ~goods,
            tax=rates,
            commission=commission,
            on_top=on_top | taxes,
            extra=extra,
            refunded=np.array(paid_back),
            at_once=np.array([self._at_once(line) for line in lines]),
        )

    def charges(self, usable: Sequence[int]) -> Charges:
        """What the rules ask of each order."""
        sales = [self._sale(order) for order in usable]
        fixed = {kind: self._fixed(kind, sales) for kind in FeeKind}
        share = [self.ground.rulebook.share(FeeKind.PAYMENT, sale) for sale in sales]
        return Charges(
            commission=fixed[FeeKind.COMMISSION],
            payment=fixed[FeeKind.PAYMENT],
            payment_share=np.array(share, np.int64),
            shipping=fixed[FeeKind.SHIPPING],
            returns=fixed[FeeKind.RETURN],
        )

    def reported(self, usable: Sequence[int]) -> Reported:
        """What the sources told of costs, lines of tax among them."""
        a, place = self.accounts, {order: n for n, order in enumerate(usable)}
        amounts = {kind.value: np.zeros(len(usable), np.int64) for kind in CostKind}
        told = {kind.value: np.zeros(len(usable), bool) for kind in CostKind}
        costs = zip(a.cost_order.tolist(), a.cost_kind, a.amount.tolist(), strict=True)
        taxes = [n for n, kind in enumerate(a.kind) if kind == LineKind.TAX]
        lines = ((self.order[n], CostKind.TAX.value, int(a.total[n])) for n in taxes)
        for order, kind, amount in (*costs, *lines):
            if order in place:
                amounts[kind][place[order]] += self._converted(order, amount)
                told[kind][place[order]] = True
        return Reported(amounts, told)

    def rows(self, lines: Sequence[int], book: Book, found: Margins) -> list[dict[str, Any]]:
        """The lines as rows of the books."""
        a = self.accounts
        segments = [self._segment(order) for order in range(len(a.ids))]
        at, units = a.placed_at.tolist(), (book.quantity / 1000).tolist()
        # What was paid back is no sale any more: all that it cost stands under returns.
        returned = (book.returned | book.refunded[book.order]).tolist()
        known = book.known.tolist()
        columns = zip(*(getattr(found, name).tolist() for name in AMOUNTS), strict=True)
        rows = []
        for n, (line, amounts) in enumerate(zip(lines, columns, strict=True)):
            order = self.order[line]
            row = {
                "order_id": a.ids[order],
                "line": a.line[line],
                "at": at[order],
                "source_id": a.source[order],
                "channel": a.channel[order][:32],
                "segment": segments[order],
                "product_id": a.product[line],
                "returned": returned[n],
                "known": known[n],
                "quantity": units[n],
            }
            rows.append(row | dict(zip(AMOUNTS, amounts, strict=True)))
        return rows

    def _lacking(self, order: int) -> str | None:
        """The first currency that an order needs and nobody gave a rate for."""
        a, day = self.accounts, self.days[order]
        if self.ground.rate(a.currency[order], day) is None:
            return a.currency[order]
        sale = self._sale(order)
        for kind in FeeKind:
            if self.ground.fixed(kind, sale) is None:
                rule = self.ground.rulebook.fee(kind, sale)
                return rule.currency if rule else None
        return None

    def _sale(self, order: int, category: str = "") -> Sale:
        a = self.accounts
        source = self.ground.sources.get(a.source[order], "")
        country = a.country[order] or self.ground.country
        return Sale(self.days[order], source, a.channel[order], country, category)

    def _fixed(self, kind: FeeKind, sales: Sequence[Sale]) -> Ints:
        return np.array([self.ground.fixed(kind, sale) or 0 for sale in sales], np.int64)

    def _beside(self, usable: Sequence[int], place: dict[int, int]) -> tuple[Any, Ints]:
        """Which orders tell their tax as lines, and what else stands beside the goods."""
        a = self.accounts
        taxes, extra = np.zeros(len(usable), bool), np.zeros(len(usable), np.int64)
        for n, kind in enumerate(a.kind):
            if kind in _GOODS or self.order[n] not in place:
                continue
            at = place[self.order[n]]
            if kind == LineKind.TAX:
                taxes[at] = True
            else:
                extra[at] += self._converted(self.order[n], int(a.total[n]))
        return taxes, extra

    def _costs(self, lines: Sequence[int]) -> tuple[Ints, Any]:
        """Cost of a unit in the books' currency for each line, and whether it is known."""
        a = self.accounts
        cost, known = np.zeros(len(lines), np.int64), np.zeros(len(lines), bool)
        for n, line in enumerate(lines):
            product, order = a.product[line], self.order[line]
            if product is None:
                continue
            at = from_micros(int(a.bought_at[line]))
            found = self._unit_cost(product, a.variant[line], order, at)
            if found is not None:
                cost[n], known[n] = found, True
        return cost, known

    def _unit_cost(self, product: str, variant: str | None, order: int, at: datetime) -> int | None:
        """What a unit cost when it was bought, in the books' currency on the order's day."""
        cost = self.ground.costs.find(product, variant, at)
        if cost is None:
            return None
        if cost.currency == self.ground.currency:
            return cost.amount
        rate = self.ground.rate(cost.currency, self.days[order])
        return converted(cost.amount, rate.numerator, rate.denominator) if rate else None

    def _shares(self, lines: Sequence[int]) -> tuple[Ints, Ints]:
        """Tax and commission of each line, in millionths."""
        a, ground = self.accounts, self.ground
        sales = [
            self._sale(self.order[line], ground.categories.get(a.product[line] or "", ""))
            for line in lines
        ]
        taxes = [ground.rulebook.tax(sale) for sale in sales]
        shares = [ground.rulebook.share(FeeKind.COMMISSION, sale) for sale in sales]
        return np.array(taxes, np.int64), np.array(shares, np.int64)

    def _in_books(self, lines: Sequence[int]) -> Ints:
        """Totals of lines in the books' currency."""
        a, home = self.accounts, self.ground.currency
        totals = a.total[lines]
        foreign = [n for n, line in enumerate(lines) if a.currency[self.order[line]] != home]
        for n in foreign:
            totals[n] = self._converted(self.order[lines[n]], int(totals[n]))
        return totals

    def _converted(self, order: int, amount: int) -> int:
        """Minor units of an order in the books' currency."""
        currency = self.accounts.currency[order]
        if currency == self.ground.currency:
            return amount
        rate = self.ground.rate(currency, self.days[order])
        return converted(amount, rate.numerator, rate.denominator) if rate else 0

    def _at_once(self, line: int) -> bool:
        """Whether a line was there when its order was paid, and settled with it."""
        a = self.accounts
        return a.channel[self.order[line]] == _AT_ONCE and a.line[line] < FIRST_REFUND

    def _with_returns(self) -> set[int]:
        a = self.accounts
        return {o for o, kind in zip(self.order, a.kind, strict=True) if kind == LineKind.RETURN}

    def _segment(self, order: int) -> str:
        a = self.accounts
        customer = a.customer[order]
        if customer is None:
            return Segment.UNKNOWN.value
        first = self.ground.first_orders.get(customer, 0)
        return (Segment.RETURNING if first < int(a.placed_at[order]) else Segment.NEW).value
