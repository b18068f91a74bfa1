"""Reading the ledger: one person's past, the live tail, and what was not kept."""

from collections.abc import Sequence
from datetime import datetime

from shopweave.commerce.events import records
from shopweave.commerce.events.types import Event, Tally
from shopweave.foundation.database import Transaction


def history(tx: Transaction, customer_id: str, limit: int = 200) -> list[Event]:
    """What was done under one pseudonym, newest first: ask for each one of the family."""
    return records.of_customers(tx, [customer_id], limit)


def tail(tx: Transaction, after_id: int, limit: int = 100) -> list[Event]:
    """Events stored after `after_id`, oldest first: ask again with the last id."""
    return records.after(tx, after_id, limit)


def latest(tx: Transaction, limit: int = 100) -> list[Event]:
    """The newest events, oldest of them first: where a live page begins."""
    return records.latest(tx, limit)[::-1]


def unstored(tx: Transaction, since: datetime) -> list[Tally]:
    """What arrived since then and was counted, not stored, with the reason."""
    return records.tallies(tx, since)


def visitors_among(tx: Transaction, customer_ids: Sequence[str]) -> set[str]:
    """Which of these customers were ever seen."""
    return records.visitors_among(tx, customer_ids)
