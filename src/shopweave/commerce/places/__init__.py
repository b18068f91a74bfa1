"""Where things are: sites, their zones and shelves, each in its time zone.

Owns `places`. Publishes no events.
"""

from shopweave.commerce.places.errors import UnknownPlace
from shopweave.commerce.places.read import every, get, ids_of, sites
from shopweave.commerce.places.register import default, ensure, imply, upsert
from shopweave.commerce.places.types import MAIN, Place, PlaceDraft, PlaceKind

__all__ = [
    "MAIN",
    "Place",
    "PlaceDraft",
    "PlaceKind",
    "UnknownPlace",
    "default",
    "ensure",
    "every",
    "get",
    "ids_of",
    "imply",
    "sites",
    "upsert",
]
