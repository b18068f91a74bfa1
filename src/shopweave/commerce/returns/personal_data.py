"""What a person brought back: to show it, and to let go of it."""

from typing import Any

from shopweave.commerce.returns import records
from shopweave.commerce.returns.types import Return
from shopweave.foundation.database import Transaction
from shopweave.trust.personal_data import Handler


def export(tx: Transaction, customer_id: str) -> list[dict[str, Any]]:
    """Every return of the person."""
    return [_told(one) for one in records.of_person(tx, customer_id)]


def _told(one: Return) -> dict[str, Any]:
    return {
        "at": one.at.isoformat(),
        "refund": one.refund,
        "currency": one.currency,
        "units": sum(line.quantity for line in one.lines),
    }


PERSONAL_DATA = Handler("returns", frozenset({"returns"}), export, records.forget_person)
