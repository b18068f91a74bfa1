"""Collected at a place: a code in the buyer's hand opens one parcel, once."""

from datetime import datetime, timedelta

from shopweave.commerce import inbound, orders, stock
from shopweave.commerce.fulfilment import records, step
from shopweave.commerce.fulfilment.code import MOST_TRIES, draw, fits, hashed
from shopweave.commerce.fulfilment.errors import (
    CodeOver,
    NothingToFulfil,
    NotItsTurn,
    TooManyTries,
    WrongCode,
)
from shopweave.commerce.fulfilment.pick import leave
from shopweave.commerce.fulfilment.plan import by_place, move, new
from shopweave.commerce.fulfilment.read import find
from shopweave.commerce.fulfilment.types import (
    DONE,
    Fulfilment,
    FulfilmentKind,
    FulfilmentState,
)
from shopweave.commerce.orders import OPEN, OrderStatus
from shopweave.commerce.stock import StockPreferences
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.trust.vault import Vault

_WAITING = (FulfilmentState.OPEN, FulfilmentState.READY)


def offer_to_collect(
    tx: Transaction, vault: Vault, order_id: str, place_id: str, by: str, now: datetime
) -> tuple[Fulfilment, str]:
    """Keep an order's goods at a place and draw the code that opens them.

    What was planned before is cancelled. Raises `NothingToFulfil`, and `NotEnough` when the place
    does not have the goods.
    """
    inbound.take_turn(tx)
    order = orders.get(tx, order_id)
    before = records.of_order(tx, order_id)
    if order.head.status not in OPEN or any(one.state in DONE for one in before):
        raise NothingToFulfil(order=order.head.number)
    shares = stock.move_order(tx, order_id, place_id, now)
    for one in before:
        if one.state in _WAITING:
            move(tx, one, FulfilmentState.CANCELLED, "cancelled", by, now)
    [(_, items)] = by_place(order, shares) or [(place_id, ())]
    until = now + timedelta(days=preferences.get(tx, StockPreferences).collect_days)
    made, code = new(order, FulfilmentKind.COLLECT, place_id, items, now, until), draw()
    records.add(tx, made, hashed(vault, made.id, code))
    step.note(tx, made, "to_collect", by, now)
    step.tell(tx, made)
    return made, code


def new_code(
    tx: Transaction, vault: Vault, fulfilment_id: str, by: str, now: datetime
) -> tuple[Fulfilment, str]:
    """Draw another code; the one before opens nothing any more."""
    one = find(tx, fulfilment_id)
    if one.kind is not FulfilmentKind.COLLECT or one.state not in _WAITING:
        raise NotItsTurn(state=one.state.value)
    code = draw()
    records.change(tx, one.id, now, code=hashed(vault, one.id, code), tries=0)
    step.note(tx, one, "new_code", by, now)
    return find(tx, one.id), code


def hand_over(
    tx: Transaction, vault: Vault, fulfilment_id: str, code: str, by: str, now: datetime
) -> Fulfilment | WrongCode:
    """Give the goods to who says the code, once; the goods leave the stock.

    Returns `WrongCode` instead of raising it, so that the try is counted: raise it after the
    commit. Raises `TooManyTries`, `CodeOver`, and `NotItsTurn` for what was handed over already.
    """
    inbound.take_turn(tx)
    one = find(tx, fulfilment_id)
    if one.kind is not FulfilmentKind.COLLECT or one.state not in _WAITING:
        raise NotItsTurn(state=one.state.value)
    if one.until is not None and one.until <= now:
        raise CodeOver
    if one.tries >= MOST_TRIES:
        raise TooManyTries
    if not fits(vault, one.id, code, records.code_of(tx, one.id)):
        records.change(tx, one.id, now, tries=one.tries + 1)
        step.note(tx, one, "wrong_code", by, now)
        return WrongCode(left=MOST_TRIES - one.tries - 1)
    records.change(tx, one.id, now, code=None)
    given = move(tx, one, FulfilmentState.HANDED_OVER, "handed_over", by, now)
    leave(tx, given, OrderStatus.COMPLETED, now)
    return given
