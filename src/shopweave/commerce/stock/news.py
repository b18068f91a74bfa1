"""Say what can be sold now is not what it was."""

from collections.abc import Iterable, Sequence

from shopweave.commerce import catalog
from shopweave.commerce.stock.events import AvailabilityChanged
from shopweave.foundation import outbox
from shopweave.foundation.database import Transaction

_AT_ONCE = 500


def tell(tx: Transaction, variant_ids: Iterable[str]) -> None:
    """Publish `AvailabilityChanged` for these variants and all others of their articles."""
    members = catalog.all_forms(tx, variant_ids)
    tell_all(tx, sorted({variant for some in members.values() for variant in some}))


def tell_all(tx: Transaction, every: Sequence[str]) -> None:
    """Publish `AvailabilityChanged` for these variants, which are all of their articles."""
    pages = (tuple(every[i : i + _AT_ONCE]) for i in range(0, len(every), _AT_ONCE))
    outbox.record_all(tx, map(AvailabilityChanged, pages))
