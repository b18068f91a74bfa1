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
