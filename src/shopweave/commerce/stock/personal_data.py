"""What was kept for a person: to show it, and to let go of it."""

from typing import Any

from shopweave.commerce.stock.promised import Reservation
from shopweave.commerce.stock.records import reservations as records
from shopweave.foundation.database import Transaction
from shopweave.trust.personal_data import Handler


def export(tx: Transaction, customer_id: str) -> list[dict[str, Any]]:
    """Every reservation of the person, newest first."""
    return [_told(one) for one in records.export(tx, customer_id)]


def _told(one: Reservation) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "state": one.state,
        "reference": one.reference,
        "at": one.created_at.isoformat(),
        "products": [
            {"product": share.product_id, "quantity": share.quantity} for share in one.shares
        ],
    }


PERSONAL_DATA = Handler(
    "reservations", frozenset({"stock_reservations"}), export, records.forget_person
)
