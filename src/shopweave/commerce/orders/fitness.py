"""Whether an order's draft can go in."""

from collections.abc import Callable
from datetime import datetime

from shopweave.commerce.inbound.checks import CURRENCIES, Fault, date_fault
from shopweave.commerce.inbound.errors import NegativePrice, NotACurrency, TooLong
from shopweave.commerce.orders.errors import (
    CostTooLarge,
    LineTwice,
    NoLines,
    NotAQuantity,
)
from shopweave.commerce.orders.types import LineDraft, LineKind, OrderDraft

_GOODS = (LineKind.PRODUCT, LineKind.RETURN)
_MOST_UNITS = 1e9
_MOST_WORTH = 1e13
_LONGEST_PLACE = 120


def fault_at(now: datetime) -> Callable[[int, OrderDraft], Fault | None]:
    """The check of orders that arrive now."""

    def fault(row: int, draft: OrderDraft) -> Fault | None:
        if draft.currency not in CURRENCIES:
            return "currency", NotACurrency(row=row, currency=draft.currency)
        if not draft.lines:
            return "lines", NoLines(row=row, external_id=draft.external_id)
        if len(draft.place or "") > _LONGEST_PLACE:
            return "place", TooLong(row=row, field="place", most=_LONGEST_PLACE)
        if any(abs(cost.amount) > _MOST_WORTH for cost in draft.costs):
            return "costs", CostTooLarge(row=row)
        return date_fault(row, "placed_at", draft.placed_at, now) or _line_fault(row, draft)

    return fault


def _line_fault(row: int, draft: OrderDraft) -> Fault | None:
    seen: set[int] = set()
    for line in draft.lines:
        if line.line in seen:
            return "lines.line", LineTwice(row=row, line=line.line)
        seen.add(line.line)
        worth = abs(line.quantity * line.unit_price)
        if not (abs(line.quantity) <= _MOST_UNITS and worth <= _MOST_WORTH):
            problem = NotAQuantity(row=row, line=line.line, quantity=str(line.quantity))
            return "lines.quantity", problem
        if line.unit_price < 0 and line.kind in _GOODS:
            return _negative(row, line)
    return None


def _negative(row: int, line: LineDraft) -> Fault:
    field = "lines.unit_price"
    return field, NegativePrice(row=row, field=field, amount=line.unit_price)
