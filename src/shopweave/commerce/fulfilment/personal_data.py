"""What was sent to a person or collected by her: to show it, and to let go of it."""

from typing import Any

from shopweave.commerce.fulfilment import records
from shopweave.commerce.fulfilment.types import Fulfilment
from shopweave.foundation.database import Transaction
from shopweave.trust.personal_data import Handler


def export(tx: Transaction, customer_id: str) -> list[dict[str, Any]]:
    """Every parcel of the person."""
    return [_told(one) for one in records.of_person(tx, customer_id)]


def _told(one: Fulfilment) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "state": one.state,
        "at": one.created_at.isoformat(),
        "tracking": one.tracking,
        "goods": [{"title": item.title, "quantity": item.quantity} for item in one.items],
    }


PERSONAL_DATA = Handler("fulfilments", frozenset({"fulfilments"}), export, records.forget_person)
