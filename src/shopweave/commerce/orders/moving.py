"""Let stock follow the orders of today: kept while they are open, gone once they are sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from shopweave.commerce import places, stock
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders.records import returned
from shopweave.commerce.orders.records import single as records
from shopweave.commerce.orders.returned import by_places, to_move
from shopweave.commerce.orders.types import NOT_SOLD, OPEN, Line, LineKind, OrderHead, OrderStatus
from shopweave.commerce.stock import (
    Need,
    OpenOrder,
    ReservationState,
    Sale,
    Share,
    StockPreferences,
)
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction

_GOODS = (LineKind.PRODUCT, LineKind.RETURN)
_AT_ONCE = 200


def move(tx: Transaction, delivery: Delivery, orders: Mapping[str, datetime]) -> None:
    """Bring movements and reservations of orders (id to when it was placed) to what they say now.

    An order that is gone, cancelled or of the past owes nothing: what it moved comes back. What
    was kept until it was sent left when it was sent, everything else when it was ordered.
    """
    if not orders:
        return
    now = delivery.now
    heads = records.heads(tx, list(orders))
    counting = [h for h in heads if not h.historical and h.status not in NOT_SOLD]
    lines, undone = _lines(tx, heads, counting)
    main = places.default(tx, now).id
    rules = stock.serving(tx)
    goods = {line.variant_id or line.product_id for some in lines.values() for line in some}
    ground = stock.ground(tx, sorted(filter(None, goods)), rules.tree)
    opened, sent = _parted(tx, counting, now, rules.rules)
    _let_go(tx, orders, counting, sent, now)
    sent += undone
    shares = stock.shares_of(tx, [head.id for head in sent])
    roaming = [h for h in sent if h.place_id is None and h.id not in shares]
    arrived = [_open(h, lines.get(h.id, ())) for h in roaming]
    shares |= stock.served_by(tx, arrived, now, rules, ground)
    owed = [
        *(one for h in sent for one in _owed(h, lines.get(h.id, ()), shares.get(h.id, ()), main)),
        *(one for h in opened for one in _owed(h, _returned(lines.get(h.id, ())), (), main)),
    ]
    stock.settle(tx, delivery, {**orders, **stock.left_at(tx, orders)}, owed)
    waiting = [_open(head, lines.get(head.id, ())) for head in opened]
    stock.keep_for(tx, waiting, now, rules, ground)
    stock.note_oversold(tx, _sales(counting, lines, main), now, ground)


def _lines(
    tx: Transaction, heads: Sequence[OrderHead], counting: Sequence[OrderHead]
) -> tuple[dict[str, list[Line]], list[OrderHead]]:
    """The lines as they move stock, and orders that came to nothing, though goods came back."""
    brought = returned.of_orders(tx, [head.id for head in heads if not head.historical])
    counted = {head.id for head in counting}
    undone = [head for head in heads if head.id in brought and head.id not in counted]
    lines = records.lines(tx, [head.id for head in (*counting, *undone)])
    for order_id, rows in brought.items():
        places, sold = by_places(rows), order_id in counted
        lines[order_id] = to_move(lines.get(order_id, ()), places, sold=sold)
    return lines, undone


def _parted(
    tx: Transaction, heads: Sequence[OrderHead], now: datetime, rules: StockPreferences
) -> tuple[list[OrderHead], list[OrderHead]]:
    """Those whose goods are still here, and those whose goods have left."""
    since = now - timedelta(days=rules.open_order_days)
    ended = stock.closed(tx, [head.id for head in heads if head.status in OPEN])
    opened = [
        head
        for head in heads
        if head.status in OPEN and head.placed_at > since and head.id not in ended
    ]
    gone = {head.id for head in opened} | {key for key, how in ended.items() if how != stock.LEFT}
    return opened, [head for head in heads if head.id not in gone]


def _let_go(
    tx: Transaction,
    orders: Iterable[str],
    counting: Sequence[OrderHead],
    sent: Sequence[OrderHead],
    now: datetime,
) -> None:
    gone = set(orders) - {head.id for head in counting}
    silent = [head.id for head in sent if head.status in OPEN]
    stock.let_go(tx, gone, ReservationState.RELEASED, now)
    stock.let_go(tx, silent, ReservationState.EXPIRED, now)
    stock.let_go(tx, [head.id for head in sent], ReservationState.TAKEN, now)


def mark(tx: Transaction, order_id: str, status: OrderStatus, now: datetime) -> None:
    """Say how an order stands, for what happened here; its shop may say otherwise later."""
    head = records.head(tx, order_id)
    if head is not None and head.status is not status:
        records.set_status(tx, order_id, status, now)
        move(tx, Delivery(head.source_id, now), {head.id: head.placed_at})


def close_old(tx: Transaction, now: datetime) -> int:
    """Count as gone what has been open for too long: a shop that never says "sent" is believed.

    Returns how many orders there were.
    """
    patience = preferences.get(tx, StockPreferences).open_order_days
    before = now - timedelta(days=patience)
    old = stock.long_open(tx, before, _AT_ONCE)
    heads = [head for head in records.heads(tx, old) if head.placed_at <= before]
    for head in heads:
        move(tx, Delivery(head.source_id, now), {head.id: head.placed_at})
    return len(heads)


def _open(head: OrderHead, lines: Sequence[Line]) -> OpenOrder:
    needs = tuple(
        Need(line.product_id, line.variant_id or line.product_id, line.quantity, head.place_id)
        for line in lines
        if line.product_id and line.kind is LineKind.PRODUCT and line.quantity > 0
    )
    numbers = (head.external_id, head.number)
    whose = (head.id, head.source_id, head.customer_id)
    return OpenOrder(*whose, numbers, head.place_id, needs, head.placed_at)


def _returned(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.quantity < 0]


def _owed(
    head: OrderHead, lines: Sequence[Line], shares: Sequence[Share], main: str
) -> Iterator[stock.Owed]:
    """What the lines move, from the places that gave it while the order was open."""
    left = list(shares)
    for line in lines:
        if not line.product_id or line.kind not in _GOODS:
            continue
        variant, units = line.variant_id or line.product_id, line.quantity
        for number, share in enumerate(left):
            if units > 0 and share.variant_id == variant and share.quantity > 0:
                given = min(units, share.quantity)
                yield stock.Owed(head.id, line.product_id, variant, share.place_id, -given)
                units = round(units - given, 3)
                left[number] = replace(share, quantity=round(share.quantity - given, 3))
        if units:
            place = head.place_id or main
            yield stock.Owed(head.id, line.product_id, variant, place, -units)


def _sales(
    heads: Sequence[OrderHead], lines: Mapping[str, Sequence[Line]], main: str
) -> dict[str, Sale]:
    """The last order of each variant that was sold."""
    return {
        line.variant_id or line.product_id: Sale(
            head.id, head.source_id, line.product_id, head.place_id or main
        )
        for head in sorted(heads, key=lambda head: head.placed_at)
        for line in lines.get(head.id, ())
        if line.product_id and line.kind in _GOODS and line.quantity > 0
    }
