"""Book what a person said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shopweave.foundation import outbox
from shopweave.foundation.database import Transaction
from shopweave.trust.consent import records
from shopweave.trust.consent.errors import NoConsentText
from shopweave.trust.consent.types import LegalBasis, Purpose, State
from shopweave.trust.events import ConsentChanged


@dataclass(frozen=True, slots=True)
class Statement:
    """A customer said yes or no to a purpose, to a version of its text, with a proof.

    The proof says how it is known, such as {"page": "/checkout"}; it holds no personal data.
    """

    customer: str
    purpose: Purpose
    state: State
    at: datetime
    source: str | None = None
    basis: LegalBasis = LegalBasis.CONSENT
    text_version: int | None = None
    proof: Mapping[str, str] = field(default_factory=dict)


def record(tx: Transaction, statement: Statement) -> None:
    """Book one statement; it holds from the commit on. Raises `NoConsentText`."""
    record_many(tx, [statement])


def record_many(tx: Transaction, statements: Sequence[Statement]) -> None:
    """Book statements in their order. Raises `NoConsentText` for a version that never was."""
    for purpose in {one.purpose for one in statements}:
        _check_versions(tx, purpose, [one for one in statements if one.purpose is purpose])
    records.add(tx, [_row(one) for one in statements])
    purposes: dict[str, set[str]] = {}
    for one in statements:
        purposes.setdefault(one.customer, set()).add(one.purpose)
    outbox.record_all(tx, [ConsentChanged(who, sorted(what)) for who, what in purposes.items()])


def _row(one: Statement) -> dict[str, Any]:
    return {
        "customer_id": one.customer,
        "purpose": one.purpose,
        "state": one.state,
        "legal_basis": one.basis,
        "source_id": one.source,
        "text_version": one.text_version,
        "at": one.at,
        "proof": dict(one.proof),
    }


def _check_versions(tx: Transaction, purpose: Purpose, statements: list[Statement]) -> None:
    versions = {one.text_version for one in statements if one.text_version is not None}
    if not versions:
        return
    newest = records.newest_version(tx, purpose)
    for version in versions:
        if not 1 <= version <= newest:
            raise NoConsentText(purpose=purpose.value, version=version)
