"""A shop, a till, a file or a person at the console: anything that fills the record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LegalBasis(StrEnum):
    """Why personal data of this source may be kept (GDPR art. 6, PIPL art. 13)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGITIMATE_INTEREST = "legitimate_interest"


class Health(StrEnum):
    """How a source is: never heard of, in order, silent for too long, failing."""

    NEW = "new"
    OK = "ok"
    LATE = "late"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source to make known; currency and time zone are those of its rows unless they say."""

    name: str
    kind: str
    currency: str = "EUR"
    time_zone: str = "UTC"
    legal_basis: LegalBasis = LegalBasis.CONTRACT
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One origin of data. `sample` marks the shop that is drawn, not real."""

    id: str
    name: str
    kind: str
    currency: str
    time_zone: str
    legal_basis: LegalBasis
    sample: bool
    health: Health
    health_note: str
    seen_at: datetime | None
    created_at: datetime
