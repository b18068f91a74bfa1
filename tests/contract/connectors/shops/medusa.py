"""A Medusa shop as its admin API was seen to answer (version 2.21.2)."""

import base64
from datetime import datetime
from typing import Any

from tests.contract.connectors.shops.server import Asked, Misbehaving, Reply, as_json

from shopweave.connectors.sync import ConnectionDraft
from shopweave.foundation.money import Money


class MedusaCase(Misbehaving):
    """Products of one variant, orders of one piece. Prices are floats in major units."""

    def __init__(self, currency: str = "EUR") -> None:
        self.currency, self.key = currency, "sk_1"
        names = ("products", "variants", "orders", "customers", "payments", "stock_locations")
        self.lists: dict[str, dict[str, Any]] = {name: {} for name in names}

    def draft(self) -> ConnectionDraft:
        """How it is connected."""
        return ConnectionDraft(
            kind="medusa",
            url=self.url,
            name="Medusa",
            secrets={"secret_key": self.key},
            options={},
            currency=self.currency,
            private=True,
        )

    def put_product(self, key: str, title: str, price: int, at: datetime) -> None:
        """Add or change a product."""
        amount = {
            "amount": self._major(price),
            "currency_code": self.currency.lower(),
            "rules": {},
            "min_quantity": None,
            "max_quantity": None,
        }
        variant = {
            "id": f"v{key}",
            "product_id": key,
            "updated_at": at.isoformat(),
            "sku": f"SKU-{key}",
            "barcode": None,
            "ean": None,
            "upc": None,
            "manage_inventory": False,
            "options": [],
            "prices": [amount],
        }
        self.lists["variants"][variant["id"]] = variant
        self.lists["products"][key] = {
            "id": key,
            "updated_at": at.isoformat(),
            "title": title,
            "description": None,
            "status": "published",
            "categories": [],
            "images": [],
            "variants": [variant],
        }

    def put_order(self, key: str, product: str, price: int, at: datetime) -> None:
        """Add or change an order."""
        line = {
            "title": "Tea",
            "product_id": product,
            "variant_id": f"v{product}",
            "quantity": 1,
            "total": self._major(price),
            "original_total": self._major(price),
        }
        self.lists["orders"][key] = {
            "id": key,
            "display_id": 1,
            "status": "pending",
            "payment_status": "captured",
            "fulfillment_status": "not_fulfilled",
            "created_at": at.isoformat(),
            "updated_at": at.isoformat(),
            "currency_code": self.currency.lower(),
            "total": self._major(price),
            "items": [line],
            "shipping_methods": [],
        }

    def delete_product(self, key: str) -> None:
        """Take a product out."""
        del self.lists["products"][key]
        del self.lists["variants"][f"v{key}"]

    def said(self, asked: Asked) -> Reply:
        """Answer a list by page, time and ids."""
        basic = base64.b64encode(f"{self.key}:".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {basic}":
            return as_json({"message": "Unauthorized"}, 401)
        name = asked.path.removeprefix("/admin/").replace("-", "_")
        name = {"product_variants": "variants"}.get(name, name)
        if name == "stores":
            own = [{"currency_code": self.currency.lower(), "is_default": True}]
            return as_json({"stores": [{"name": "Shop", "supported_currencies": own}], "count": 1})
        items = self._asked(name, asked)
        start, most = int(asked.query.get("offset", 0)), int(asked.query["limit"])
        return as_json({name: items[start : start + most], "count": len(items)})

    def _asked(self, name: str, asked: Asked) -> list[Any]:
        since = asked.query.get("updated_at[$gte]", "").replace("Z", "+00:00")
        wanted = asked.every.get("id[]")
        items = [
            item
            for item in self.lists[name].values()
            if item.get("updated_at", "9") >= since and (wanted is None or item["id"] in wanted)
        ]
        if asked.query.get("order") == "-updated_at":
            items.sort(key=lambda item: str(item["updated_at"]), reverse=True)
        return items

    def _major(self, minor: int) -> float:
        return float(Money(minor, self.currency).decimal())
