"""What the ledger knows of one person: to show it, and to let go of it."""

from dataclasses import asdict
from typing import Any

from shopweave.commerce.events import records
from shopweave.foundation.database import Transaction
from shopweave.trust.personal_data import Handler


def export(tx: Transaction, customer_id: str) -> list[dict[str, Any]]:
    """Every event of the person as JSON values, newest first."""
    return [_told(asdict(event)) for event in records.of_customers(tx, [customer_id], None)]


def _told(event: dict[str, Any]) -> dict[str, Any]:
    times = {name: event[name].isoformat() for name in ("at", "received_at")}
    return {name: value for name, value in (event | times).items() if value is not None}


def erase(tx: Transaction, customer_id: str) -> int:
    """Cut the person and the session off; what was looked at stays for the shop's counts."""
    return records.let_go(tx, customer_id)


PERSONAL_DATA = Handler("events", frozenset({"events"}), export, erase)
