"""Find two pseudonyms to be one person, and take it back."""

from datetime import datetime

from shopweave.commerce.customers.types import Merge
from shopweave.foundation.database import Transaction


def merge(tx: Transaction, winner: str, loser: str, by: str, now: datetime) -> Merge:
    """Join two customers by hand; their records stay where they are, so that it can be undone."""
    raise NotImplementedError


def separate(tx: Transaction, merge_id: str, by: str, now: datetime) -> None:
    """Take a merge back, for good: the same marks do not join the two again."""
    raise NotImplementedError


def merges(tx: Transaction, customer_id: str) -> list[Merge]:
    """Every merge that this person came from, newest first."""
    raise NotImplementedError
