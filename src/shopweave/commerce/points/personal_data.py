"""A person's points: to show them, and to let go of them."""

from typing import Any

from shopweave.commerce.points import records
from shopweave.foundation.database import Transaction
from shopweave.trust.personal_data import Handler


def export(tx: Transaction, customer_id: str) -> list[dict[str, Any]]:
    """Every entry of the person."""
    return [
        {"at": one.at.isoformat(), "kind": one.kind, "points": one.points}
        for one in records.of_customers(tx, [customer_id])
    ]


PERSONAL_DATA = Handler("points", frozenset({"point_entries"}), export, records.forget_person)
