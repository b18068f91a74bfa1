"""An order that is reported becomes one of the record; what undoes it, changes it."""

from collections.abc import Sequence
from datetime import datetime

from shopweave.commerce import orders
from shopweave.commerce.customers import Directory, Identity
from shopweave.commerce.events.arrival import Arrival, Sending
from shopweave.commerce.events.types import Kind
from shopweave.commerce.inbound import Delivery, Rejected
from shopweave.commerce.orders import LineDraft, OrderDraft, Reversal, ReversalKind
from shopweave.foundation.database import Transaction, from_micros

Sent = tuple[Sending, Arrival]
_UNDOING = {
    Kind.ORDER_CANCELLED.value: ReversalKind.CANCELLED,
    Kind.ORDER_REFUNDED.value: ReversalKind.REFUNDED,
}


def enter(
    tx: Transaction, directory: Directory, sent: Sequence[Sent], now: datetime
) -> list[tuple[Sending, Rejected]]:
    """Enter the completed orders; returns those that the record did not take.

    The shop's own order number makes the browser's report and the shop's webhook one order.
    """
    bought = [(sending, draft) for sending, one in sent if (draft := _draft(one, sending))]
    rejected: list[tuple[Sending, Rejected]] = []
    for sending in {(s.source_id, s.historical): s for s, _ in bought}.values():
        delivery = Delivery(sending.source_id, now, historical=sending.historical)
        told = [draft for each, draft in bought if _same(each, sending)]
        # What the shop itself said of an order is worth more than what a browser reports.
        known = orders.ids_of(tx, sending.source_id, [draft.external_id for draft in told])
        drafts = [draft for draft in told if draft.external_id not in known]
        done = orders.upsert(tx, directory, delivery, drafts)
        rejected += [(sending, one) for one in done.rejected]
    return rejected


def undo(tx: Transaction, sent: Sequence[Sent], now: datetime) -> list[Sending]:
    """Let cancellations and refunds change their orders; returns who may not tell of such.

    Only a shop's own server: whoever knows a browser's key could cancel the orders of others.
    """
    told = [(sending, news) for sending, one in sent if (news := _reversal(one, sending))]
    heard = [each for each in told if each[0].trusted]
    for sending in {(s.source_id, s.historical): s for s, _ in heard}.values():
        delivery = Delivery(sending.source_id, now, historical=sending.historical)
        orders.reverse(tx, delivery, [news for each, news in heard if _same(each, sending)])
    return [sending for sending, _ in told if not sending.trusted]


def _reversal(arrival: Arrival, sending: Sending) -> Reversal | None:
    number = (arrival.properties or {}).get("order_id")
    kind = _UNDOING.get(arrival.type)
    if kind is None or not isinstance(number, str):
        return None
    products = tuple((line.product, line.quantity) for line in arrival.lines)
    amount = None if kind is ReversalKind.CANCELLED else arrival.facts.value
    if amount == 0 and not products:
        return None
    return Reversal(
        number,
        arrival.message,
        kind,
        from_micros(arrival.at),
        products,
        None if amount is None else abs(amount),
        arrival.facts.currency or sending.currency,
    )


def _same(left: Sending, right: Sending) -> bool:
    return (left.source_id, left.historical) == (right.source_id, right.historical)


def _draft(arrival: Arrival, sending: Sending) -> OrderDraft | None:
    number = (arrival.properties or {}).get("order_id")
    if arrival.type != Kind.ORDER_COMPLETED or not isinstance(number, str) or not arrival.lines:
        return None
    placed = from_micros(arrival.at)
    kind, value = arrival.marks[0]
    return OrderDraft(
        external_id=number,
        placed_at=placed,
        currency=arrival.facts.currency or sending.currency,
        lines=tuple(_lines(arrival)),
        customer=(Identity(kind, value),),
        total=arrival.facts.value,
        # As old as the order itself: whatever the shop tells later about it wins.
        external_updated_at=placed,
    )


def _lines(arrival: Arrival) -> list[LineDraft]:
    return [
        LineDraft(number, line.quantity, line.price or 0, line.product, line.title or "")
        for number, line in enumerate(arrival.lines, 1)
    ]
