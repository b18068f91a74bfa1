"""Take goods back at a place: counted once, paid back exactly, and on the right shelf."""

from collections.abc import Mapping
from datetime import datetime

from shopweave.commerce import inbound, orders, places, stock
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineKind, Order
from shopweave.commerce.places import PlaceDraft, PlaceKind
from shopweave.commerce.returns import records
from shopweave.commerce.returns.errors import MoreThanBought, NothingBrought, ReturnedOtherwise
from shopweave.commerce.returns.events import GoodsReturned
from shopweave.commerce.returns.read import find
from shopweave.commerce.returns.refund import paid_for, refund_of
from shopweave.commerce.returns.types import Condition, Quote, Return, ReturnDraft, ReturnedLine
from shopweave.commerce.stock import Movement, MovementKind
from shopweave.foundation import ids, outbox
from shopweave.foundation.database import Transaction


def quote(tx: Transaction, order_id: str) -> list[Quote]:
    """What can still come back of an order, line by line, with what was paid for it.

    What the shop itself booked back on the order counts as returned.
    """
    order = orders.get(tx, order_id)
    paid, back = paid_for(order.lines), _returned(tx, order)
    return [
        Quote(
            line.line,
            line.product_id,
            line.variant_id or line.product_id,
            line.title,
            line.quantity,
            round(line.quantity - back[line.line], 3),
            paid[line.line],
        )
        for line in order.lines
        if line.line in paid and line.product_id
    ]


def accept(tx: Transaction, draft: ReturnDraft, by: str, now: datetime) -> Return:
    """Take goods back; the same key takes them once.

    Raises `MoreThanBought`, `ReturnedOtherwise` and `NothingBrought`; then nothing has changed.
    """
    inbound.take_turn(tx)
    mark = inbound.digest([draft.order_id, draft.place_id, sorted(draft.lines)])
    known = records.by_key(tx, draft.key)
    if known is not None:
        if known.hash != mark:
            raise ReturnedOtherwise(key=draft.key)
        return find(tx, known.id)
    order = orders.get(tx, draft.order_id)
    lines = _lines(tx, draft)
    made = Return(
        ids.new(now),
        draft.key,
        draft.order_id,
        draft.place_id,
        order.head.customer_id,
        order.head.currency,
        sum(line.refund for line in lines),
        by,
        draft.reason.strip()[:500],
        now,
        lines,
    )
    records.add(tx, made, mark)
    _book(tx, made, order, now)
    _tell(tx, made)
    return made


def _lines(tx: Transaction, draft: ReturnDraft) -> tuple[ReturnedLine, ...]:
    left = {one.line: one for one in quote(tx, draft.order_id)}
    gone: dict[int, float] = {}
    found = []
    for number, units, condition in draft.lines:
        one = left.get(number)
        before = gone.get(number, 0.0)
        rest = round(one.left - before, 3) if one else 0.0
        if one is None or not 0 < units <= rest:
            raise MoreThanBought(line=number, left=max(rest, 0.0), wanted=units)
        back = round(one.bought - one.left + before, 3)
        refund = refund_of(one.paid, one.bought, back, units)
        found.append(ReturnedLine(number, one.product_id, one.variant_id, units, condition, refund))
        gone[number] = before + units
    if not found:
        raise NothingBrought
    return tuple(found)


def _returned(tx: Transaction, order: Order) -> Mapping[int, float]:
    """Units of each line that came back before: here, or on the order itself."""
    back = {line.line: 0.0 for line in order.lines}
    for one in records.of_order(tx, order.head.id):
        for line in one.lines:
            back[line.line] = back.get(line.line, 0.0) + line.quantity
    booked: dict[str, float] = {}
    for gone in order.lines:
        if gone.kind is LineKind.RETURN and gone.product_id:
            key = gone.variant_id or gone.product_id
            booked[key] = booked.get(key, 0.0) - gone.quantity
    for bought in order.lines:
        key = bought.variant_id or bought.product_id or ""
        if bought.kind is LineKind.PRODUCT and booked.get(key, 0.0) > 0:
            taken = min(booked[key], max(0.0, bought.quantity - back[bought.line]))
            back[bought.line] += taken
            booked[key] -= taken
    return back


def _book(tx: Transaction, made: Return, order: Order, now: datetime) -> None:
    """Good pieces go on the shelf of that place, damaged ones into its box, which sells nothing."""
    damaged = None
    if any(line.condition is Condition.DAMAGED for line in made.lines):
        damaged = _box(tx, made.place_id, now)
    movements = [
        Movement(
            line.product_id,
            line.variant_id,
            damaged if damaged and line.condition is Condition.DAMAGED else made.place_id,
            MovementKind.RETURN,
            line.quantity,
            now,
            f"return:{made.id}",
            made.reason,
        )
        for line in made.lines
    ]
    stock.post(tx, Delivery(order.head.source_id, now), movements)


def _box(tx: Transaction, place_id: str, now: datetime) -> str:
    """The box of damaged goods at a place, made when it is first needed."""
    place = places.get(tx, place_id)
    name = f"{place.external_id[:110]}-damaged"
    draft = PlaceDraft(
        name, f"{place.name} ✗", PlaceKind.ZONE, place.time_zone, place.external_id,
        {"sellable": False},
    )  # fmt: skip
    known = places.ids_of(tx, [name])
    return known.get(name) or places.ensure(tx, [draft], now)[name]


def _tell(tx: Transaction, made: Return) -> None:
    products = tuple(dict.fromkeys(line.product_id for line in made.lines))
    outbox.record(
        tx,
        GoodsReturned(
            made.id,
            made.order_id,
            made.customer_id,
            made.place_id,
            made.currency,
            made.refund,
            products,
        ),
    )
