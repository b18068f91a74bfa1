"""What a WooCommerce shop has on its shelves: one number for a product or a variation."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from shopweave.connectors.contract import StockCount

FIELDS = "id,type,manage_stock,stock_quantity"


def counts(
    item: Mapping[str, Any], variations: Sequence[Mapping[str, Any]], at: datetime
) -> Iterator[StockCount]:
    """Counts of a product. Orders there take their units at once, so the number is what is free."""
    product = str(item["id"])
    if item["manage_stock"] is True and item["stock_quantity"] is not None and not variations:
        yield StockCount(product, float(item["stock_quantity"]), at)
    for each in variations:
        if each["manage_stock"] is True and each["stock_quantity"] is not None:
            yield StockCount(product, float(each["stock_quantity"]), at, str(each["id"]))
