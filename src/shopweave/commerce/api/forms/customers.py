"""Customers as they stand in JSON."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from shopweave.commerce.api.forms.form import Country, Form, InCurrency, Key
from shopweave.commerce.customers import CustomerDraft, Identity, IdentityKind


class MarkForm(Form):
    """A mark of a person."""

    kind: IdentityKind
    value: str
    verified: bool = True

    def identity(self) -> Identity:
        """As the directory takes it."""
        return Identity(self.kind, self.value, self.verified)


class CustomerForm(Form):
    """A customer."""

    id: Key
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    address: dict[str, str] | None = None
    identities: tuple[MarkForm, ...] = ()
    language: Annotated[str, Field(max_length=12)] | None = None
    country: Country | None = None
    attributes: dict[str, Any] = Field(default_factory=dict)
    updated_at: AwareDatetime | None = None

    def draft(self, source: InCurrency, now: datetime) -> CustomerDraft:
        """As the directory takes it."""
        return CustomerDraft(
            external_id=self.id,
            name=self.name,
            email=self.email,
            phone=self.phone,
            address=self.address,
            identities=tuple(mark.identity() for mark in self.identities),
            language=self.language,
            country=self.country.upper() if self.country else None,
            attributes=self.attributes,
            external_updated_at=self.updated_at,
        )
