"""Who does what for an order: one parcel for each place that gives something."""

from collections.abc import Sequence
from datetime import datetime

from shopweave.commerce import orders, stock
from shopweave.commerce.fulfilment import records, step
from shopweave.commerce.fulfilment.errors import NothingToFulfil
from shopweave.commerce.fulfilment.types import (
    DONE,
    Fulfilment,
    FulfilmentKind,
    FulfilmentState,
    Item,
)
from shopweave.commerce.orders import OPEN, LineKind, Order
from shopweave.commerce.stock import Share
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

BY_RULE = "rule:allocation"


def plan_shipping(tx: Transaction, order_id: str, by: str, now: datetime) -> list[Fulfilment]:
    """Make a parcel for each place that keeps goods of the order; those that are there stay.

    Raises `NothingToFulfil`.
    """
    before = records.of_order(tx, order_id)
    if any(_counts(one) for one in before):
        return before
    order = orders.get(tx, order_id)
    made = [
        new(order, FulfilmentKind.SHIP, place, items, now)
        for place, items in by_place(order, stock.shares_of(tx, [order_id]).get(order_id, ()))
    ]
    if not made or order.head.status not in OPEN:
        raise NothingToFulfil(order=order.head.number)
    for one in made:
        records.add(tx, one, None)
        step.note(tx, one, "planned", by, now)
    return records.of_order(tx, order_id)


def follow_order(tx: Transaction, order_id: str, now: datetime) -> None:
    """Plan an order that was placed on the web; cancel what was planned for one that is gone."""
    try:
        order = orders.get(tx, order_id)
    except orders.UnknownOrder:
        return
    if order.head.status in OPEN and order.head.channel != "till" and not order.head.historical:
        if stock.shares_of(tx, [order_id]).get(order_id):
            plan_shipping(tx, order_id, BY_RULE, now)
    elif order.head.status in orders.NOT_SOLD:
        for one in records.of_order(tx, order_id):
            if one.state in (FulfilmentState.OPEN, FulfilmentState.READY):
                move(tx, one, FulfilmentState.CANCELLED, "cancelled", BY_RULE, now)


def by_place(order: Order, shares: Sequence[Share]) -> list[tuple[str, tuple[Item, ...]]]:
    """What each place gives of the order's lines."""
    left = {(s.variant_id, s.place_id): s.quantity for s in shares}
    found: dict[str, list[Item]] = {}
    for line in order.lines:
        if line.kind is not LineKind.PRODUCT or not line.product_id or line.quantity <= 0:
            continue
        variant, wanted = line.variant_id or line.product_id, line.quantity
        for (other, place), units in left.items():
            given = min(units, wanted) if other == variant else 0.0
            if given > 0:
                item = Item(line.line, line.product_id, variant, line.title, given, 0.0)
                found.setdefault(place, []).append(item)
                left[other, place] = round(units - given, 3)
                wanted = round(wanted - given, 3)
    return [(place, tuple(items)) for place, items in found.items()]


def new(
    order: Order,
    kind: FulfilmentKind,
    place_id: str,
    items: tuple[Item, ...],
    now: datetime,
    until: datetime | None = None,
) -> Fulfilment:
    """A parcel that nobody has touched yet."""
    return Fulfilment(
        id=ids.new(now),
        order_id=order.head.id,
        kind=kind,
        state=FulfilmentState.OPEN,
        place_id=place_id,
        customer_id=order.head.customer_id,
        until=until,
        tries=0,
        carrier="",
        tracking="",
        created_at=now,
        updated_at=now,
        items=items,
    )


def move(
    tx: Transaction,
    one: Fulfilment,
    to: FulfilmentState,
    what: str,
    by: str,
    now: datetime,
    text: str = "",
) -> Fulfilment:
    """Bring a parcel to its next state, with its line in the history and the news."""
    records.change(tx, one.id, now, state=to.value)
    step.note(tx, one, what, by, now, text)
    moved = records.by_id(tx, one.id) or one
    step.tell(tx, moved)
    return moved


def _counts(one: Fulfilment) -> bool:
    return one.state in DONE or one.state in (FulfilmentState.OPEN, FulfilmentState.READY)
