"""From the shelf into the box, and out of the house."""

from datetime import datetime

from shopweave.commerce import inbound, orders, stock
from shopweave.commerce.fulfilment import records
from shopweave.commerce.fulfilment.errors import NotItsTurn, TooManyPicked
from shopweave.commerce.fulfilment.plan import move
from shopweave.commerce.fulfilment.read import find
from shopweave.commerce.fulfilment.types import (
    DONE,
    Fulfilment,
    FulfilmentKind,
    FulfilmentState,
)
from shopweave.commerce.orders import OrderStatus
from shopweave.foundation.database import Transaction

_OPEN, _READY = FulfilmentState.OPEN, FulfilmentState.READY


def pick(
    tx: Transaction, fulfilment_id: str, line: int, picked: float, by: str, now: datetime
) -> Fulfilment:
    """Say how many of a line are in the box. Raises `NotItsTurn` and `TooManyPicked`."""
    one = _in(tx, fulfilment_id, _OPEN)
    wanted = {item.line: item.quantity for item in one.items}
    if not 0 <= picked <= wanted.get(line, 0.0):
        raise TooManyPicked(line=line, wanted=wanted.get(line, 0.0), picked=picked)
    records.set_picked(tx, one.id, line, picked)
    records.change(tx, one.id, now)
    return find(tx, one.id)


def ready(tx: Transaction, fulfilment_id: str, by: str, now: datetime) -> Fulfilment:
    """Everything is in the box: it can go, or be collected. Once more changes nothing."""
    one = find(tx, fulfilment_id)
    if one.state is _READY:
        return one
    one = _in(tx, fulfilment_id, _OPEN)
    for item in one.items:
        records.set_picked(tx, one.id, item.line, item.quantity)
    return move(tx, one, _READY, "picked", by, now)


def undo_ready(tx: Transaction, fulfilment_id: str, by: str, now: datetime) -> Fulfilment:
    """Open the box again."""
    one = _in(tx, fulfilment_id, _READY)
    for item in one.items:
        records.set_picked(tx, one.id, item.line, 0.0)
    return move(tx, one, _OPEN, "unpicked", by, now)


def send(
    tx: Transaction,
    fulfilment_id: str,
    by: str,
    now: datetime,
    carrier: str = "",
    tracking: str = "",
) -> Fulfilment:
    """The parcel has left; with the last one the order's goods leave the stock.

    Once more changes nothing. Raises `NotItsTurn`.
    """
    inbound.take_turn(tx)
    one = find(tx, fulfilment_id)
    if one.state is FulfilmentState.SHIPPED:
        return one
    one = _in(tx, fulfilment_id, _READY, _OPEN)
    if one.kind is not FulfilmentKind.SHIP:
        raise NotItsTurn(state=one.kind.value)
    records.change(tx, one.id, now, carrier=carrier.strip()[:80], tracking=tracking.strip()[:120])
    sent = move(tx, one, FulfilmentState.SHIPPED, "shipped", by, now, tracking.strip()[:120])
    leave(tx, sent, OrderStatus.SHIPPED, now)
    return sent


def cancel(tx: Transaction, fulfilment_id: str, by: str, now: datetime) -> Fulfilment:
    """Leave it; the goods stay kept for the order, to be planned anew."""
    one = _in(tx, fulfilment_id, _OPEN, _READY)
    return move(tx, one, FulfilmentState.CANCELLED, "cancelled", by, now)


def leave(tx: Transaction, one: Fulfilment, status: OrderStatus, now: datetime) -> None:
    """With the last parcel of an order its goods leave the stock, and its status follows."""
    every = [f for f in records.of_order(tx, one.order_id) if f.state in (*DONE, _OPEN, _READY)]
    if all(f.state in DONE for f in every):
        stock.leave(tx, one.order_id, now)
        orders.mark(tx, one.order_id, status, now)


def _in(tx: Transaction, fulfilment_id: str, *states: FulfilmentState) -> Fulfilment:
    one = find(tx, fulfilment_id)
    if one.state not in states:
        raise NotItsTurn(state=one.state.value)
    return one
