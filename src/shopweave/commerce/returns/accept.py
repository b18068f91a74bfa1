"""Take goods back at a place: counted once, paid back exactly, and on the right shelf."""

from collections.abc import Sequence
from datetime import datetime

from shopweave.commerce import inbound, orders, places, stock
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import Order
from shopweave.commerce.places import PlaceDraft, PlaceKind
from shopweave.commerce.returns import records
from shopweave.commerce.returns.errors import MoreThanBought, NothingBrought, ReturnedOtherwise
from shopweave.commerce.returns.events import GoodsReturned
from shopweave.commerce.returns.pieces import by_condition, by_line
from shopweave.commerce.returns.quote import Allotment, quotes
from shopweave.commerce.returns.read import find
from shopweave.commerce.returns.types import Condition, Deed, Piece, Quote, Return, ReturnDraft
from shopweave.commerce.stock import Movement, MovementKind
from shopweave.foundation import ids, outbox
from shopweave.foundation.database import Transaction


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
    pieces = _pieces(quotes(tx, order), draft)
    made = _keep(tx, Deed(draft.key, draft.place_id, by, draft.reason, now), order, pieces, mark)
    _book(tx, made, order, now)
    return made


def note(tx: Transaction, deed: Deed, order: Order, pieces: Sequence[Piece]) -> Return:
    """Keep what a receipt takes back, which books money and stock itself; `deed.key` is its id."""
    return _keep(tx, deed, order, pieces, b"", booked=True)


def strike(tx: Transaction, key: str, source_id: str, now: datetime) -> None:
    """Forget what a receipt took back: it never was."""
    records.remove(tx, key)
    orders.take_out_again(tx, Delivery(source_id, now), key)


def _pieces(found: Sequence[Quote], draft: ReturnDraft) -> list[Piece]:
    allotment, pieces = Allotment(found), list[Piece]()
    for number, units, condition in draft.lines:
        rest = allotment.rest(number)
        if not 0 < units <= rest:
            raise MoreThanBought(line=number, left=max(rest, 0.0), wanted=units)
        pieces += allotment.of_line(number, units, condition)
    if not pieces:
        raise NothingBrought
    return pieces


def _keep(
    tx: Transaction,
    deed: Deed,
    order: Order,
    pieces: Sequence[Piece],
    mark: bytes,
    *,
    booked: bool = False,
) -> Return:
    """Write a return down, on its order too, and tell of it."""
    head = order.head
    made = Return(
        ids.new(deed.at),
        deed.key,
        head.id,
        deed.place_id,
        head.customer_id,
        head.currency,
        sum(piece.refund for piece in pieces),
        deed.by,
        deed.reason.strip()[:500],
        deed.at,
        by_condition(pieces),
    )
    records.add(tx, made, mark)
    rows = by_line(head.id, made.key if booked else made.id, pieces, booked=booked)
    orders.bring_back(tx, Delivery(head.source_id, deed.at), rows)
    _tell(tx, made)
    return made


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
        if line.product_id
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
    products = tuple(dict.fromkeys(line.product_id for line in made.lines if line.product_id))
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
