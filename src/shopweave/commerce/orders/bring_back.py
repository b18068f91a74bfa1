"""Goods come back elsewhere than where they were bought: the order, books and stock learn of it."""

from collections.abc import Sequence

from shopweave.commerce import inbound
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders.events import OrderChanged
from shopweave.commerce.orders.moving import move
from shopweave.commerce.orders.read import with_lines
from shopweave.commerce.orders.records import returned as records
from shopweave.commerce.orders.records import single
from shopweave.commerce.orders.returned import still_out
from shopweave.commerce.orders.types import BroughtBack, Order
from shopweave.foundation import outbox
from shopweave.foundation.database import Transaction


def bring_back(tx: Transaction, delivery: Delivery, rows: Sequence[BroughtBack]) -> None:
    """Note units that came back; the caller books them where they are now."""
    inbound.take_turn(tx)
    records.add(tx, rows)
    _follow(tx, delivery, sorted({row.order_id for row in rows}))


def take_out_again(tx: Transaction, delivery: Delivery, key: str) -> None:
    """Forget a return that never was."""
    inbound.take_turn(tx)
    concerned = records.orders_of(tx, key)
    records.remove(tx, key)
    _follow(tx, delivery, concerned)


def brought_back(tx: Transaction, order_id: str) -> list[BroughtBack]:
    """What came back of an order elsewhere, the first first."""
    return records.of_orders(tx, [order_id]).get(order_id, [])


def returnable(tx: Transaction, order: Order) -> dict[int, float]:
    """Line of goods to the units that may still come back, wherever they are brought."""
    return still_out(order, brought_back(tx, order.head.id))


def _follow(tx: Transaction, delivery: Delivery, order_ids: Sequence[str]) -> None:
    single.touch(tx, order_ids)
    heads = single.heads(tx, order_ids)
    move(tx, delivery, {head.id: head.placed_at for head in heads if not head.historical})
    for order in with_lines(tx, heads):
        products = tuple(dict.fromkeys(line.product_id for line in order.lines if line.product_id))
        outbox.record(tx, OrderChanged(order.head.id, order.head.customer_id, products))
