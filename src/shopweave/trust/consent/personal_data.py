"""Consent as part of what a customer may see and have erased."""

from typing import Any

from shopweave.foundation.database import Transaction
from shopweave.trust.consent import records
from shopweave.trust.personal_data import Handler

_SHOWN = ("purpose", "state", "legal_basis", "text_version", "proof")


def _export(tx: Transaction, customer: str) -> list[dict[str, Any]]:
    return [
        {"at": row.at.isoformat(), **{name: getattr(row, name) for name in _SHOWN}}
        for row in records.history(tx, customer)
    ]


PERSONAL_DATA = Handler(
    "consent",
    frozenset({"consent_statements", "consent_states"}),
    _export,
    records.forget,
)
