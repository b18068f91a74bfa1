"""What trust tells the other rooms through the outbox."""

from dataclasses import dataclass

from shopweave.foundation.outbox import event


@event("trust.customer_erased")
@dataclass(frozen=True, slots=True)
class CustomerErased:
    """Forget the customer: caches, indexes, models' mappings, waiting jobs and dead letters.

    `customers` are all pseudonyms of the person, the merged ones too.
    """

    customers: list[str]


@event("trust.consent_changed")
@dataclass(frozen=True, slots=True)
class ConsentChanged:
    """A customer gave or withdrew consent for purposes: stop or start using the data."""

    customer: str
    purposes: list[str]
