"""A person as the record knows them: identities, profile, and personal fields under a key."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class IdentityKind(StrEnum):
    """Ways to recognise a person, the surest first."""

    CUSTOMER_ID = "customer_id"
    LOYALTY = "loyalty"
    EMAIL = "email"
    PHONE = "phone"
    DEVICE = "device"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Identity:
    """One mark of a person. A `customer_id` counts within its source, the others everywhere.

    country: two capitals, where a phone number without a country's code is; None as the shop.
    """

    kind: IdentityKind
    value: str
    verified: bool = True
    country: str | None = None


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A customer as a source describes them. Name, phone, e-mail and address are kept sealed."""

    external_id: str
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    address: dict[str, str] | None = None
    identities: tuple[Identity, ...] = ()
    language: str | None = None
    country: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    external_updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Personal:
    """Personal fields, opened for a person who may see them."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    address: dict[str, str] | None = None
    identities: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Customer:
    """A person without personal fields; `family` are all pseudonyms that merged into `id`."""

    id: str
    family: tuple[str, ...]
    language: str | None
    country: str | None
    attributes: dict[str, Any]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Merge:
    """Two pseudonyms found to be one person. by: a staff id, or "rule" when a mark joined them."""

    id: str
    winner: str
    loser: str
    by: str
    at: datetime
    undone_at: datetime | None
    undone_by: str | None
