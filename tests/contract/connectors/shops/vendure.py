"""A Vendure shop as its admin API was seen to answer (version 3.7.3)."""

from datetime import datetime
from typing import Any

from tests.contract.connectors.shops.server import Asked, Misbehaving, Reply, as_json

from shopweave.connectors.sync import ConnectionDraft

_TOKEN = "token-1"


class VendureCase(Misbehaving):
    """Products of one variant, orders of one piece."""

    def __init__(self, currency: str = "EUR") -> None:
        self.currency = currency
        self.lists: dict[str, dict[str, Any]] = {"products": {}, "orders": {}, "customers": {}}
        self.key = "key-1"

    def draft(self) -> ConnectionDraft:
        """How it is connected."""
        return ConnectionDraft(
            kind="vendure",
            url=self.url,
            name="Vendure",
            secrets={"api_key": self.key},
            options={},
            currency=self.currency,
            private=True,
        )

    def put_product(self, key: str, title: str, price: int, at: datetime) -> None:
        """Add or change a product."""
        variant = {
            "id": f"v{key}",
            "updatedAt": at.isoformat(),
            "sku": f"SKU-{key}",
            "enabled": True,
            "priceWithTax": price,
            "currencyCode": self.currency,
            "options": [],
        }
        self.lists["products"][key] = {
            "id": key,
            "updatedAt": at.isoformat(),
            "name": title,
            "description": "",
            "enabled": True,
            "languageCode": "en",
            "translations": [{"languageCode": "en", "name": title, "description": ""}],
            "featuredAsset": None,
            "assets": [],
            "facetValues": [],
            "collections": [],
            "variants": [variant],
        }

    def put_order(self, key: str, product: str, price: int, at: datetime) -> None:
        """Add or change an order."""
        line = {
            "quantity": 1,
            "orderPlacedQuantity": 1,
            "unitPriceWithTax": price,
            "linePriceWithTax": price,
            "proratedLinePriceWithTax": price,
            "productVariant": {"id": f"v{product}", "name": "Tea", "product": {"id": product}},
        }
        self.lists["orders"][key] = {
            "id": key,
            "code": f"CODE{key}",
            "state": "PaymentSettled",
            "updatedAt": at.isoformat(),
            "orderPlacedAt": at.isoformat(),
            "currencyCode": self.currency,
            "totalWithTax": price,
            "shippingWithTax": 0,
            "customer": None,
            "shippingAddress": None,
            "lines": [line],
            "surcharges": [],
            "discounts": [],
            "payments": [{"state": "Settled", "amount": price, "refunds": []}],
        }

    def delete_product(self, key: str) -> None:
        """Take a product out."""
        del self.lists["products"][key]

    def said(self, asked: Asked) -> Reply:
        """Answer a query, recognised by the lists it names."""
        if asked.headers.get("vendure-api-key") != self.key:
            error = {"message": "no", "extensions": {"code": "FORBIDDEN"}, "path": ["orders"]}
            return as_json({"errors": [error], "data": None})
        return as_json({"data": self._data(asked.json["query"], asked.json["variables"])})

    def _data(self, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        if "activeChannel" in query:
            return {"activeChannel": {"code": "shop", "defaultCurrencyCode": self.currency}}
        if "take: 1," in query:
            return {name: self._newest(name) for name in self.lists if f" {name}(" in query}
        if "stockLocations" in query:
            empty = {"items": [], "totalItems": 0}
            settings = {"trackInventory": True}
            return {"globalSettings": settings, "stockLocations": empty, "productVariants": empty}
        name = next(name for name in self.lists if f" {name}(" in query)
        return {name: self._page(name, variables["options"])}

    def _newest(self, name: str) -> dict[str, Any]:
        stamps = [item["updatedAt"] for item in self.lists[name].values()]
        return {"items": [{"updatedAt": max(stamps)}] if stamps else []}

    def _page(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        where = options.get("filter", {})
        since = where.get("updatedAt", {}).get("after", "")
        wanted = where.get("id", {}).get("in")
        items = [
            item
            for item in self.lists[name].values()
            if item["updatedAt"] > since and (wanted is None or item["id"] in wanted)
        ]
        start = options.get("skip", 0)
        return {"items": items[start : start + options["take"]], "totalItems": len(items)}
