"""What follows from orders of today: stock moves, and the rest of the house hears of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders.events import OrderCancelled, OrderChanged, OrderPlaced
from shopweave.commerce.orders.moving import move
from shopweave.commerce.orders.rows import Values
from shopweave.commerce.orders.types import NOT_SOLD, Before, OrderStatus
from shopweave.foundation import outbox
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Live:
    """An order of today with its rows. `was`: what it was before, None for a new one."""

    head: Values
    lines: Sequence[Values]
    was: Before | None


def follow(tx: Transaction, delivery: Delivery, live: Sequence[Live]) -> None:
    """Let the stock move and the news be heard."""
    move(tx, delivery, {one.head["id"]: one.head["placed_at"] for one in live})
    outbox.record_all(tx, _news(live))


def _news(live: Sequence[Live]) -> Iterable[object]:
    for one in live:
        head, was = one.head, one.was
        products = tuple(
            dict.fromkeys(line["product_id"] for line in one.lines if line["product_id"])
        )
        counted = was is not None and was.counted
        counts = head["status"] not in NOT_SOLD
        if counts and not counted:
            yield OrderPlaced(
                head["id"],
                head["customer_id"],
                head["placed_at"],
                head["channel"],
                head["currency"],
                head["goods"],
                products,
            )
        elif counted and not counts:
            yield OrderCancelled(head["id"], head["customer_id"], products)
        elif was and counted and _comes_to(head) != (was.goods, was.status is OrderStatus.REFUNDED):
            yield OrderChanged(head["id"], head["customer_id"], products)


def _comes_to(head: Values) -> tuple[int, bool]:
    return head["goods"], head["status"] == OrderStatus.REFUNDED
