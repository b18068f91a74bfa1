"""Look into the ledger."""

from shopweave.decisions import records
from shopweave.decisions.errors import UnknownDecision
from shopweave.decisions.types import Decision
from shopweave.foundation.database import Transaction


def find(tx: Transaction, decision: str) -> Decision:
    """One decision. Raises `UnknownDecision`."""
    found = records.find(tx, decision)
    if found is None:
        raise UnknownDecision(decision=decision)
    return found
