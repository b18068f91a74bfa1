"""What was paid for each unit of an order, to the cent: all units together are all that was paid.

Discounts and taxes of the order are spread over its goods by what these cost; the tax on postage
and fees stays with them. Rounding goes to the largest remainders, so that nothing is left over.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from shopweave.commerce.orders import Line, LineKind

_SPREAD_OVER_GOODS = LineKind.DISCOUNT


def paid_for(lines: Sequence[Line]) -> dict[int, int]:
    """Number of each line of goods to what was paid for it, in minor units."""
    goods = {line.line: line.total for line in lines if _is_goods(line)}
    off = sum(line.total for line in lines if line.kind is _SPREAD_OVER_GOODS)
    reduced = _spread(goods, sum(goods.values()) + off)
    beside = sum(line.total for line in lines if line.kind in (LineKind.SHIPPING, LineKind.FEE))
    tax = sum(line.total for line in lines if line.kind is LineKind.TAX)
    worth = sum(reduced.values())
    if not tax or worth + beside <= 0:
        return reduced
    return _spread(reduced, worth + round(Fraction(tax * worth, worth + beside)))


def refund_of(paid: int, bought: float, returned_before: float, returned: float) -> int:
    """Minor units for the next units of a line: all its parts add up to what was paid for it."""

    def until(units: float) -> int:
        share = Fraction(round(units * 1000), max(1, round(bought * 1000)))
        return round(paid * share)

    return until(returned_before + returned) - until(returned_before)


def _is_goods(line: Line) -> bool:
    return line.kind is LineKind.PRODUCT and line.quantity > 0


def _spread(parts: Mapping[int, int], total: int) -> dict[int, int]:
    """Share `total` out in proportion to the parts, exactly; never below zero."""
    total, whole = max(0, total), sum(parts.values())
    if whole <= 0:
        return dict.fromkeys(parts, 0)
    exact = {key: Fraction(part * total, whole) for key, part in parts.items()}
    found = {key: int(share) for key, share in exact.items()}
    order = sorted(parts, key=lambda key: (found[key] - exact[key], key))
    for key in order[: total - sum(found.values())]:
        found[key] += 1
    return found
