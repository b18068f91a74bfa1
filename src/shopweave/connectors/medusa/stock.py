"""What a Medusa shop has on its shelves."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from shopweave.connectors.contract import StockCount

FIELDS = ",".join(
    (
        "id,product_id,sku,manage_inventory,inventory_items.required_quantity",
        "inventory_items.inventory_item_id,inventory_items.inventory.location_levels.location_id",
        "inventory_items.inventory.location_levels.stocked_quantity",
        "inventory_items.inventory.location_levels.reserved_quantity",
    )
)


def counts(item: dict[str, Any], places: Mapping[str, str], at: datetime) -> Iterator[StockCount]:
    """What of one variant is free at each place; a kit is as many as its scarcest part allows.

    A place has a name only where the shop has several.
    """
    parts = item.get("inventory_items") or []
    if not item["manage_inventory"] or not parts:
        return
    free: dict[str, list[float]] = defaultdict(list)
    for part in parts:
        for level in part["inventory"]["location_levels"]:
            left = level["stocked_quantity"] - level["reserved_quantity"]
            free[level["location_id"]].append(left / part["required_quantity"])
    for place, found in free.items():
        units = min(found) if len(found) == len(parts) else 0
        yield StockCount(
            product=item["product_id"],
            variant=item["id"],
            on_hand=float(units // 1),
            at=at,
            place=places.get(place, place) if len(places) > 1 else None,
        )
