"""What an import did, so that it can be taken back."""

from collections.abc import Sequence

from shopweave.commerce.inbound import records
from shopweave.commerce.inbound.types import Change
from shopweave.foundation.database import Transaction


def noted(tx: Transaction, import_id: str, entity: str, limit: int) -> list[Change]:
    """Up to `limit` notes about one kind of row, the newest rows first."""
    return records.changes_of(tx, import_id, entity, limit)


def touched(tx: Transaction, import_id: str) -> dict[str, int]:
    """How many rows of each kind an import created or changed."""
    return records.count_changes(tx, import_id)


def forget(tx: Transaction, import_id: str, entity: str, ids: Sequence[str]) -> None:
    """Strike out notes that were acted upon."""
    records.remove_changes(tx, import_id, entity, ids)


def erase(tx: Transaction, entity: str, row_id: str) -> int:
    """Drop every image of a row that has to be forgotten; returns how many there were."""
    return records.erase_row(tx, entity, row_id)


def take_turn(tx: Transaction) -> None:
    """Let one transaction at a time write the record: what one looked up stays true.

    A single turn for all of it, since two could wait for each other.
    """
    tx.alone("record")
