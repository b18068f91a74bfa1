"""What a Vendure shop has on its shelves."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from shopweave.connectors.contract import StockCount

QUERY = """
query($options: ProductVariantListOptions!) {
  globalSettings { trackInventory }
  stockLocations(options: {take: 100}) { items { id name } }
  productVariants(options: $options) {
    totalItems
    items {
      id trackInventory product { id }
      stockLevels { stockLocationId stockOnHand stockAllocated }
    }
  }
}
"""


def counts(data: dict[str, Any], item: dict[str, Any], at: datetime) -> Iterator[StockCount]:
    """What of one variant is free at each place: on the shelf and not yet promised to an order.

    A place has a name only where the shop has several.
    """
    tracked = item["trackInventory"]
    if tracked == "FALSE" or (
        tracked == "INHERIT" and not data["globalSettings"]["trackInventory"]
    ):
        return
    places = {place["id"]: place["name"] for place in data["stockLocations"]["items"]}
    for level in item["stockLevels"]:
        yield StockCount(
            product=item["product"]["id"],
            variant=item["id"],
            on_hand=level["stockOnHand"] - level["stockAllocated"],
            at=at,
            place=places[level["stockLocationId"]] if len(places) > 1 else None,
        )
