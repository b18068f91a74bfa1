"""Take a receipt of today back: it never counted."""

from datetime import datetime
from typing import Any

from shopweave.commerce import inbound, orders, returns
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import Reversal, ReversalKind
from shopweave.commerce.till import records
from shopweave.commerce.till.errors import CameBackAlready, ClosedAlready, UnknownReceipt
from shopweave.commerce.till.once import source_of
from shopweave.foundation.database import Transaction
from shopweave.trust import audit
from shopweave.trust.permissions import Principal


def void(
    tx: Transaction, principal: Principal, code: str, reason: str, now: datetime
) -> dict[str, Any]:
    """Cancel the order of a receipt; a second time changes nothing.

    Raises `UnknownReceipt`, `ClosedAlready` once its day was closed, and `CameBackAlready`.
    """
    inbound.take_turn(tx)
    entry = records.told(tx, source_of(tx, principal, now).id, code)
    if entry is None or entry.order_id is None:
        raise UnknownReceipt(code=code)
    if entry.voided_at is None:
        if entry.closing_id is not None:
            raise ClosedAlready(id=code)
        if orders.brought_back(tx, entry.order_id):
            raise CameBackAlready(id=code)
        records.void(tx, entry.id, principal.id, reason, now)
        news = Reversal(code, entry.hash, ReversalKind.CANCELLED, now)
        orders.reverse(tx, Delivery(entry.source_id, now), [news])
        if entry.original_id is not None:
            returns.strike(tx, entry.order_id, entry.source_id, now)
        audit.record(tx, principal, "till.voided", f"order:{entry.order_id}", at=now)
    return {"id": code, "order": entry.order_id, "voided": True}
