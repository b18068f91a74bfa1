"""What was paid for each unit of an order, to the cent: all units together are all that was paid.

Discounts and taxes of the order are spread over its goods by what these cost; the tax on postage
and fees stays with them. Rounding goes to the largest remainders, so that nothing is left over.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from shopweave.commerce.orders import Line, LineKind


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid for a line, minor units. tax: what of it stands on lines of its own."""

    whole: int
    tax: int = 0


def paid_for(lines: Sequence[Line]) -> dict[int, Paid]:
    """Number of each line of goods to what was paid for it.

    A discount that names goods of the order is theirs; any other is spread over all.
    """
    goods = [line for line in lines if line.kind is LineKind.PRODUCT and line.quantity > 0]
    off = _discounts(lines, {line.goods for line in goods})
    reduced = _with_own(goods, off)
    reduced = _spread(reduced, sum(reduced.values()) + off[None])
    beside = sum(line.total for line in lines if line.kind in (LineKind.SHIPPING, LineKind.FEE))
    tax = sum(line.total for line in lines if line.kind is LineKind.TAX)
    worth = sum(reduced.values())
    if not tax or worth + beside <= 0:
        return {number: Paid(net) for number, net in reduced.items()}
    whole = _spread(reduced, worth + round(Fraction(tax * worth, worth + beside)))
    return {number: Paid(whole[number], whole[number] - net) for number, net in reduced.items()}


def _discounts(lines: Sequence[Line], goods: set[str]) -> defaultdict[str | None, int]:
    """Discounts by the goods that they name, None for all; those of returned goods left out."""
    found: defaultdict[str | None, int] = defaultdict(int)
    for line in lines:
        if line.kind is LineKind.DISCOUNT and not (line.product_id and line.total > 0):
            found[line.goods if line.goods in goods else None] += line.total
    return found


def _with_own(goods: Sequence[Line], off: Mapping[str | None, int]) -> dict[int, int]:
    """Number of each line of goods to what it came to, less the discounts that name it."""
    found = {line.line: line.total for line in goods}
    for key in {line.goods for line in goods if off.get(line.goods)}:
        same = {line.line: line.total for line in goods if line.goods == key}
        found |= _spread(same, sum(same.values()) + off[key])
    return found


def refund_of(paid: int, bought: float, returned_before: float, returned: float) -> int:
    """Minor units for the next units of a line: all its parts add up to what was paid for it."""

    def until(units: float) -> int:
        share = Fraction(round(units * 1000), max(1, round(bought * 1000)))
        return floor(paid * share + Fraction(1, 2))

    return until(returned_before + returned) - until(returned_before)


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
