"""What is still out of an order: its shop and our places both take goods back.

A shop often books a return that a place of ours took. So units that the shop takes back are first
those that were brought here, and nothing counts twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from shopweave.commerce.orders.types import (
    NOT_SOLD,
    BroughtBack,
    Line,
    LineKind,
    Order,
    OrderStatus,
)

Units = Mapping[str, float]


def still_out(order: Order, brought: Sequence[BroughtBack]) -> dict[int, float]:
    """Line of goods to the units of it that may still come back."""
    sold = [line for line in order.lines if _sold(line)]
    if order.head.status in NOT_SOLD or paid_back(order):
        return {line.line: 0.0 for line in sold}
    gone, left = _gone(order.lines, brought), {line.line: line.quantity for line in sold}
    for line in sold:
        here = sum(one.quantity for one in brought if _names(one, line))
        _take(left, gone, line, here)
    # What was told of the goods alone comes off their lines one after another.
    for line in sold:
        _take(left, gone, line, line.quantity)
    return {number: round(units, 3) for number, units in left.items()}


def _gone(lines: Sequence[Line], brought: Sequence[BroughtBack]) -> dict[str, float]:
    """Units of each kind of goods that came back, by the shop's word or by ours."""
    shop, places = by_shop(lines), by_places(brought)
    return {goods: max(shop.get(goods, 0.0), places.get(goods, 0.0)) for goods in {*shop, *places}}


def _take(left: dict[int, float], gone: dict[str, float], line: Line, most: float) -> None:
    units = min(left[line.line], most, gone.get(line.goods, 0.0))
    if units > 0:
        left[line.line] -= units
        gone[line.goods] -= units


def _names(one: BroughtBack, line: Line) -> bool:
    return (one.line, one.goods) == (line.line, line.goods)


def paid_back(order: Order) -> bool:
    """Whether everything was paid back, though no line takes goods back."""
    returns = any(line.kind is LineKind.RETURN for line in order.lines)
    return order.head.status is OrderStatus.REFUNDED and not returns


def by_shop(lines: Iterable[Line]) -> dict[str, float]:
    """Units of each kind of goods that the lines of an order take back."""
    found: dict[str, float] = {}
    for line in lines:
        if line.kind is LineKind.RETURN:
            found[line.goods] = found.get(line.goods, 0.0) - line.quantity
    return found


def by_places(brought: Iterable[BroughtBack]) -> dict[str, float]:
    """Units of each kind of goods that came back elsewhere."""
    found: dict[str, float] = {}
    for one in brought:
        found[one.goods] = found.get(one.goods, 0.0) + one.quantity
    return found


def beyond(shop: Units, brought: Sequence[BroughtBack]) -> list[BroughtBack]:
    """What of it the shop has not booked itself, with its share of the money."""
    told = dict(shop)
    left = []
    for one in brought:
        known = min(one.quantity, max(0.0, told.get(one.goods, 0.0)))
        told[one.goods] = told.get(one.goods, 0.0) - known
        units = round(one.quantity - known, 3)
        if units > 0:
            share = units / one.quantity
            refund, tax = round(one.refund * share), round(one.tax * share)
            left.append(replace(one, quantity=units, refund=refund, tax=tax))
    return left


def to_move(lines: Iterable[Line], places: Units, *, sold: bool) -> list[Line]:
    """The lines as they move stock, when units came back at places and were booked there.

    Of an order that was sold, the shop's own returns bring only what is beyond; of one that came
    to nothing, these units are still gone from where they were sent.
    """
    kind = LineKind.RETURN if sold else LineKind.PRODUCT
    left = dict(places)
    moving = []
    for line in lines:
        if line.kind is not kind:
            moving += [line] if sold else []
            continue
        size = abs(line.quantity)
        elsewhere = min(size, left.get(line.goods, 0.0))
        left[line.goods] = left.get(line.goods, 0.0) - elsewhere
        units = size - elsewhere if sold else elsewhere
        if units > 0:
            moving.append(replace(line, quantity=round(-units if sold else units, 3)))
    return moving


def _sold(line: Line) -> bool:
    return line.kind is LineKind.PRODUCT and line.quantity > 0
