"""Movements of stock, and the places they happen at, as they stand in JSON."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from shopweave.commerce import inbound
from shopweave.commerce.api.forms.form import Form, InCurrency, Key, Units
from shopweave.commerce.places import PlaceDraft, PlaceKind
from shopweave.commerce.stock import MovementDraft, MovementKind


class StockForm(Form):
    """A movement. quantity: units added, or for a count the units that are there."""

    product: Key
    quantity: Units
    kind: MovementKind = MovementKind.COUNT
    variant: str | None = None
    place: Annotated[str, Field(max_length=120)] | None = None
    at: AwareDatetime | None = None
    note: Annotated[str, Field(max_length=500)] = ""
    id: Key | None = None

    def draft(self, source: InCurrency, now: datetime) -> MovementDraft:
        """As the ledger takes it; without an id, its content and time are the id."""
        at = self.at or now
        key = self.id or inbound.digest((self.model_dump(mode="json"), at)).hex()
        return MovementDraft(
            external_id=key,
            product=self.product,
            kind=self.kind,
            quantity=self.quantity,
            at=at,
            variant=self.variant,
            place=self.place,
            note=self.note,
        )


class PlaceForm(Form):
    """A site, or a zone or shelf inside another place."""

    id: Annotated[str, Field(min_length=1, max_length=120)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    kind: PlaceKind = PlaceKind.STORE
    time_zone: str = "UTC"
    parent: str | None = None
    attributes: dict[str, Any] = Field(default_factory=dict)

    def draft(self, source: InCurrency, now: datetime) -> PlaceDraft:
        """As places take it."""
        return PlaceDraft(
            self.id, self.name, self.kind, self.time_zone, self.parent, self.attributes
        )
