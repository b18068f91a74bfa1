"""Several pseudonyms, one person."""

from collections.abc import Iterable

from shopweave.foundation.database import Transaction


def family(tx: Transaction, customer_id: str) -> tuple[str, ...]:
    """Every pseudonym of the person, the one that counts first."""
    raise NotImplementedError


def canonical(tx: Transaction, customer_ids: Iterable[str]) -> dict[str, str]:
    """Pseudonym to the one that counts, of those given."""
    raise NotImplementedError


def every_canonical(tx: Transaction) -> dict[str, str]:
    """All pseudonyms that were merged into another, with the one that counts."""
    raise NotImplementedError
