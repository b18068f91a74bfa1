"""Write the ledger, and read it."""

from collections.abc import Sequence

from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.commerce.stock.types import Movement, MovementDraft
from shopweave.foundation.database import Transaction


def upsert(tx: Transaction, delivery: Delivery, drafts: Sequence[MovementDraft]) -> Upserted:
    """Bring movements and counts in; a replay writes nothing, a wrong draft is left out."""
    raise NotImplementedError


def post(tx: Transaction, delivery: Delivery, movements: Sequence[Movement]) -> None:
    """Append movements of our own (orders, approvals) and carry the levels along."""
    raise NotImplementedError


def history(tx: Transaction, product_id: str, limit: int = 100) -> list[Movement]:
    """Movements of a product at all places, newest first."""
    raise NotImplementedError
