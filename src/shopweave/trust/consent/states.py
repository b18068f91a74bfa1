"""What a person said last."""

from dataclasses import dataclass
from datetime import datetime

from shopweave.foundation.database import Transaction
from shopweave.trust.consent import records
from shopweave.trust.consent.types import Purpose, State


@dataclass(frozen=True, slots=True)
class Said:
    """The last word about a purpose."""

    purpose: Purpose
    state: State
    at: datetime


def said_by(tx: Transaction, customer: str) -> list[Said]:
    """A customer's last word about each purpose; none about a purpose means silence."""
    rows = records.said_by(tx, customer)
    return [Said(Purpose(row.purpose), State(row.state), row.at) for row in rows]
