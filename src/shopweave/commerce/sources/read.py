"""Look sources up."""

from shopweave.commerce.sources import records
from shopweave.commerce.sources.errors import UnknownSource
from shopweave.commerce.sources.types import Source
from shopweave.foundation.database import Transaction


def get(tx: Transaction, source_id: str) -> Source:
    """The source with that id; raises `UnknownSource`."""
    found = records.by_id(tx, source_id)
    if found is None:
        raise UnknownSource(name=source_id)
    return found


def by_name(tx: Transaction, name: str) -> Source:
    """The source of that name; raises `UnknownSource`."""
    found = records.named(tx, name)
    if found is None:
        raise UnknownSource(name=name)
    return found


def every(tx: Transaction) -> list[Source]:
    """All sources by name."""
    return records.every(tx)
