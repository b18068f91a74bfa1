"""A place of the merchant: a site, a zone inside it, a shelf inside a zone."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class PlaceKind(StrEnum):
    """What sort of place; the first four are sites."""

    STORE = "store"
    WAREHOUSE = "warehouse"
    WEB = "web"
    VAN = "van"
    ZONE = "zone"
    SHELF = "shelf"


# Where stock is that names no place.
MAIN = "main"


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A place as it is named outside; `parent` is the external id of what it stands in."""

    external_id: str
    name: str
    kind: PlaceKind = PlaceKind.STORE
    time_zone: str = "UTC"
    parent: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the record. `external_id` is unique in the installation, not per source."""

    id: str
    external_id: str
    name: str
    kind: PlaceKind
    time_zone: str
    parent_id: str | None
    attributes: dict[str, Any]

    @property
    def sellable(self) -> bool:
        """Whether goods are sold from here: unless said, from everywhere but a van."""
        return bool(self.attributes.get("sellable", self.kind is not PlaceKind.VAN))

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, None when nobody said or they make no sense."""
        try:
            lat, lon = float(self.attributes["latitude"]), float(self.attributes["longitude"])
        except (KeyError, TypeError, ValueError):
            return None
        return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None
