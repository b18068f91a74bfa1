"""Pieces put together: as a return keeps them, and as their order does."""

from collections.abc import Sequence
from dataclasses import replace

from shopweave.commerce.orders import BroughtBack
from shopweave.commerce.returns.types import Condition, Piece, ReturnedLine


def by_condition(pieces: Sequence[Piece]) -> tuple[ReturnedLine, ...]:
    """One line for each line of the order and condition."""
    found: dict[tuple[int, Condition], ReturnedLine] = {}
    for piece in pieces:
        line = piece.line
        before = found.get((line.line, line.condition))
        if before:
            units = round(before.quantity + line.quantity, 3)
            line = replace(before, quantity=units, refund=before.refund + line.refund)
        found[line.line, line.condition] = line
    return tuple(found.values())


def by_line(order_id: str, key: str, pieces: Sequence[Piece], *, booked: bool) -> list[BroughtBack]:
    """One row for each line of the order, whatever its condition."""
    found: dict[int, BroughtBack] = {}
    for piece in pieces:
        one = piece.quote
        before = found.get(one.line)
        found[one.line] = BroughtBack(
            order_id,
            key,
            one.line,
            one.product_id or None,
            one.goods,
            round(piece.units + (before.quantity if before else 0.0), 3),
            piece.refund + (before.refund if before else 0),
            piece.tax + (before.tax if before else 0),
            booked,
        )
    return list(found.values())
