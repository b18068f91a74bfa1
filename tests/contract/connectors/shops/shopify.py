"""A Shopify shop as its documents describe it, with points for queries."""

import re
from datetime import UTC, datetime
from typing import Any

from tests.contract.connectors.shops.server import Asked, Misbehaving, Reply, as_json

from shopweave.connectors.sync import ConnectionDraft
from shopweave.foundation.money import Money

_SINCE = re.compile(r"updated_at:>='(.+?)'")


class ShopifyCase(Misbehaving):
    """Products of one variant, orders of one piece. Prices are texts in major units.

    A list's cursor is the time of change and the number of its last item.
    """

    def __init__(self, currency: str = "EUR") -> None:
        self.currency, self.key = currency, "shpat_1"
        self.lists: dict[str, dict[str, Any]] = {"products": {}, "orders": {}, "customers": {}}
        self.points, self.throttled = 1000, 0

    def draft(self) -> ConnectionDraft:
        """How it is connected."""
        return ConnectionDraft(
            kind="shopify",
            url=self.url,
            name="Shopify",
            secrets={"access_token": self.key, "client_secret": "shh"},
            options={},
            currency=self.currency,
            private=True,
        )

    def put_product(self, key: str, title: str, price: int, at: datetime) -> None:
        """Add or change a product."""
        variant = {
            "id": f"gid://shopify/ProductVariant/v{key}",
            "updatedAt": _stamp(at),
            "sku": f"SKU-{key}",
            "barcode": None,
            "price": self._text(price),
            "compareAtPrice": None,
            "selectedOptions": [{"name": "Title", "value": "Default Title"}],
            "inventoryItem": {"unitCost": None},
        }
        self.lists["products"][key] = {
            "id": f"gid://shopify/Product/{key}",
            "updatedAt": _stamp(at),
            "title": title,
            "descriptionHtml": "",
            "vendor": "",
            "productType": "",
            "status": "ACTIVE",
            "onlineStoreUrl": None,
            "tags": [],
            "category": None,
            "media": {"nodes": []},
            "variants": {"nodes": [variant]},
        }

    def put_order(self, key: str, product: str, price: int, at: datetime) -> None:
        """Add or change an order."""
        line = {
            "title": "Tea",
            "quantity": 1,
            "currentQuantity": 1,
            "originalUnitPriceSet": self._money(price),
            "taxLines": [],
            "product": {"id": f"gid://shopify/Product/{product}"},
            "variant": {"id": f"gid://shopify/ProductVariant/v{product}"},
        }
        self.lists["orders"][key] = {
            "id": f"gid://shopify/Order/{key}",
            "name": f"#{key}",
            "updatedAt": _stamp(at),
            "processedAt": _stamp(at),
            "cancelledAt": None,
            "displayFinancialStatus": "PAID",
            "displayFulfillmentStatus": "UNFULFILLED",
            "currencyCode": self.currency,
            "taxesIncluded": True,
            "totalPriceSet": self._money(price),
            "totalRefundedSet": self._money(0),
            "lineItems": {"nodes": [line]},
        }

    def delete_product(self, key: str) -> None:
        """Take a product out."""
        del self.lists["products"][key]

    def said(self, asked: Asked) -> Reply:
        """Answer a query, recognised by the list it names."""
        if asked.headers.get("x-shopify-access-token") != self.key:
            return as_json({"errors": "[API] Invalid API key or access token"}, 401)
        status = {"maximumAvailable": 2000, "currentlyAvailable": self.points, "restoreRate": 100}
        cost = {"cost": {"requestedQueryCost": 90, "throttleStatus": status}}
        if self.throttled:
            self.throttled -= 1
            error = {"message": "Throttled", "extensions": {"code": "THROTTLED"}}
            return as_json({"errors": [error], "extensions": cost})
        data = self._data(asked.json["query"], asked.json["variables"])
        return as_json({"data": data, "extensions": cost})

    def _data(self, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        if "currencyCode ianaTimezone" in query:
            zone = "Europe/Berlin"
            return {"shop": {"name": "S", "currencyCode": self.currency, "ianaTimezone": zone}}
        if "locations(" in query:
            return {"locations": {"nodes": [{"id": "gid://shopify/Location/1"}]}}
        names = (*self.lists, "productVariants")
        name = next(name for name in names if f" {name}(" in query)
        return {name: self._page(list(self.lists.get(name, {}).values()), variables)}

    def _page(self, items: list[Any], variables: dict[str, Any]) -> dict[str, Any]:
        found = _SINCE.search(variables.get("query") or "")
        since, after = found[1] if found else "", variables.get("after") or ""
        items = [one for one in items if one["updatedAt"] >= since and _place(one) > after]
        items.sort(key=_place)
        some = items[: variables["first"]]
        info = {
            "hasNextPage": len(items) > len(some),
            "endCursor": _place(some[-1]) if some else None,
        }
        return {"nodes": some, "pageInfo": info}

    def _money(self, minor: int) -> dict[str, Any]:
        return {"shopMoney": {"amount": self._text(minor)}}

    def _text(self, minor: int) -> str:
        return str(Money(minor, self.currency).decimal())


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def _place(item: dict[str, Any]) -> str:
    return f"{item['updatedAt']} {item['id']}"
