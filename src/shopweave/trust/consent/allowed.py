"""Whether a person's data may be used for a purpose."""

from collections.abc import Iterable

from shopweave.foundation.database import Transaction
from shopweave.trust.consent import records
from shopweave.trust.consent.types import LegalBasis, Purpose, State


def allowed(
    tx: Transaction,
    customer: str,
    purpose: Purpose,
    basis: LegalBasis = LegalBasis.CONSENT,
) -> bool:
    """Whether the customer's data may be used now; `basis` is what the source declares."""
    return customer in allowed_many(tx, [customer], purpose, basis)


def allowed_many(
    tx: Transaction,
    customers: Iterable[str],
    purpose: Purpose,
    basis: LegalBasis = LegalBasis.CONSENT,
) -> set[str]:
    """Those of the customers whose data may be used now; one statement for up to 10,000."""
    asked = set(customers)
    if purpose is Purpose.ESSENTIAL:
        return asked
    said = records.states(tx, list(asked), purpose)
    granted = {customer for customer, state in said.items() if state == State.GRANTED}
    return granted if basis is LegalBasis.CONSENT else asked - (said.keys() - granted)
