"""What a person ordered: to show it, and to let go of it."""

from typing import Any

from shopweave.commerce.orders.read import with_lines
from shopweave.commerce.orders.records import single as records
from shopweave.commerce.orders.types import Order
from shopweave.foundation.database import Transaction
from shopweave.trust.personal_data import Handler

_EVERY = 1_000_000


def export(tx: Transaction, customer_id: str) -> list[dict[str, Any]]:
    """Every order of the person with its lines, newest first."""
    heads = records.sorted_by(tx, records.of_customers([customer_id]), "-at", None, _EVERY)
    return [_told(order) for order in with_lines(tx, heads)]


def _told(order: Order) -> dict[str, Any]:
    head = order.head
    return {
        "number": head.number,
        "placed_at": head.placed_at.isoformat(),
        "channel": head.channel,
        "status": head.status,
        "currency": head.currency,
        "total": head.total,
        "lines": [
            {"title": line.title, "quantity": float(line.quantity), "total": line.total}
            for line in order.lines
        ],
    }


PERSONAL_DATA = Handler("orders", frozenset({"orders"}), export, records.forget_person)
