"""Orders that a settled number of their own shop holds already."""

from collections.abc import Sequence
from datetime import datetime

from shopweave.commerce.inbound import Delivery
from shopweave.commerce.stock.movements import post
from shopweave.commerce.stock.promised import Conflict, Need
from shopweave.commerce.stock.records import conflicts as records
from shopweave.commerce.stock.types import Movement, MovementKind
from shopweave.foundation.database import Transaction


def make_up(
    tx: Transaction, source_id: str, placed_at: datetime, needs: Sequence[Need], now: datetime
) -> None:
    """Book back what a new open order of a shop takes from a number that it is part of.

    What the shop said it can sell was less all orders that it had taken by then. Where that number
    came before such an order and was settled as right, its goods still lie here.
    """
    held = records.holding(tx, source_id, [need.variant_id for need in needs], placed_at)
    booked = [_back(held[need.variant_id], need, now) for need in needs if need.variant_id in held]
    if booked:
        post(tx, Delivery(source_id, now), booked)


def _back(one: Conflict, need: Need, now: datetime) -> Movement:
    reference = f"conflict:{one.id}"
    return Movement(
        one.product_id,
        one.variant_id,
        one.place_id,
        MovementKind.ADJUST,
        need.quantity,
        now,
        reference,
    )
