"""What may still come back of an order, and what is paid back for it."""

from collections.abc import Sequence

from shopweave.commerce import orders
from shopweave.commerce.orders import Order
from shopweave.commerce.returns.refund import paid_for
from shopweave.commerce.returns.types import Condition, Piece, Quote
from shopweave.foundation.database import Transaction


def quote(tx: Transaction, order_id: str) -> list[Quote]:
    """What can still come back of an order, line by line, with what was paid for it.

    What came back anywhere counts: in the shop, in a store, at a till.
    """
    return quotes(tx, orders.get(tx, order_id))


def quotes(tx: Transaction, order: Order) -> list[Quote]:
    """The same for an order that is at hand."""
    paid, left = paid_for(order.lines), orders.returnable(tx, order)
    return [
        Quote(
            line.line,
            line.product_id or "",
            line.variant_id or line.product_id or "",
            line.goods,
            line.title,
            line.quantity,
            left[line.line],
            paid[line.line].whole,
            paid[line.line].tax,
        )
        for line in order.lines
        if line.line in paid
    ]


class Allotment:
    """Goods on their way back, taken from the lines that they were bought on, one after another."""

    def __init__(self, found: Sequence[Quote]) -> None:
        self._quotes = found
        self._taken = {one.line: 0.0 for one in found}

    def rest(self, line: int) -> float:
        """Units of a line that are still out; none of a line that is not there."""
        return sum(self._rest(one) for one in self._quotes if one.line == line)

    def of_line(self, line: int, units: float, condition: Condition) -> list[Piece]:
        """Take units of one line; fewer where there are no more."""
        return self._take([one for one in self._quotes if one.line == line], units, condition)

    def of_goods(self, goods: str, units: float) -> list[Piece]:
        """Take units of some goods, from whatever lines; fewer where there are no more."""
        same = [one for one in self._quotes if one.goods == goods]
        return self._take(same, units, Condition.SELLABLE)

    def _take(self, found: Sequence[Quote], units: float, condition: Condition) -> list[Piece]:
        pieces = []
        for one in found:
            taken = self._taken[one.line]
            some = round(min(units, self._rest(one)), 3)
            if some > 0:
                pieces.append(one.piece(some, taken, condition))
                self._taken[one.line] = round(taken + some, 3)
                units = round(units - some, 3)
        return pieces

    def _rest(self, one: Quote) -> float:
        return round(one.left - self._taken[one.line], 3)
