"""News of stock."""

from dataclasses import dataclass

from shopweave.foundation import outbox


@outbox.event("stock.availability_changed")
@dataclass(frozen=True, slots=True)
class AvailabilityChanged:
    """What can be sold of these variants may be another number now: ask `stock.available`.

    Named are all variants of an article, so that each shop that lists it can be told.
    """

    variant_ids: tuple[str, ...]
