"""What a Shopify shop has on its shelves."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from shopweave.connectors.contract import StockCount
from shopweave.connectors.shopify.products import number

FIELDS = """
id product { id }
inventoryItem {
  id tracked
  inventoryLevels(first: 20) {
    nodes { location { id name } quantities(names: ["available"]) { name quantity } }
  }
}
"""


def counts(item: Mapping[str, Any], *, several: bool, at: datetime) -> Iterator[StockCount]:
    """What of one variant is free at each place. several: whether places need names."""
    stock = item["inventoryItem"]
    if not stock["tracked"]:
        return
    for level in stock["inventoryLevels"]["nodes"]:
        yield StockCount(
            product=number(item["product"]["id"]),
            variant=number(item["id"]),
            on_hand=float(free(level)),
            at=at,
            place=level["location"]["name"] if several else None,
        )


def free(level: Mapping[str, Any]) -> int:
    """How many can be sold."""
    return next(int(one["quantity"]) for one in level["quantities"] if one["name"] == "available")
