"""What a source calls our products and variants."""

from collections.abc import Iterable

from shopweave.commerce.catalog.records import naming
from shopweave.commerce.catalog.records.naming import Name
from shopweave.foundation.database import Transaction


def names_of(tx: Transaction, source_id: str, variant_ids: Iterable[str] | None) -> dict[str, Name]:
    """Variant id (or product id, of a product without variants) to what a source calls it.

    Without those of other sources and those that are gone. None asks for all of the source.
    """
    return naming.names_of(tx, source_id, None if variant_ids is None else list(variant_ids))


def external_ids(tx: Transaction, source_id: str) -> dict[str, str]:
    """External id to id of every product that a source described and that is not gone."""
    return naming.described(tx, source_id)
