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


def last_statement(tx: Transaction) -> int:
    """The number from which `heard_since` tells what is new."""
    return records.last(tx)


def heard_since(tx: Transaction, number: int, limit: int = 1000) -> tuple[int, set[str]]:
    """Who said something after a statement's number, and the number to go on from."""
    rows = records.after(tx, number, limit)
    return (rows[-1].id if rows else number), {row.customer_id for row in rows}
