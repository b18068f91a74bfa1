"""A WooCommerce shop as its documents and a run of version 7.9 describe it."""

import base64
from datetime import UTC, datetime
from typing import Any

from tests.contract.connectors.shops.server import Asked, Misbehaving, Reply, as_json

from shopweave.connectors.sync import ConnectionDraft
from shopweave.foundation.money import Money

_API = "/wp-json/wc/v3/"


class WooCommerceCase(Misbehaving):
    """Simple products, orders of one piece. Prices are texts, stamps carry no zone."""

    def __init__(self, currency: str = "EUR") -> None:
        self.currency, self.key, self.secret = currency, "ck_1", "cs_1"
        names = ("products", "orders", "customers", "products/categories")
        self.lists: dict[str, dict[str, Any]] = {name: {} for name in names}
        self.stubborn = False
        self.written: list[tuple[str, str, Any]] = []

    def draft(self) -> ConnectionDraft:
        """How it is connected."""
        return ConnectionDraft(
            kind="woocommerce",
            url=self.url,
            name="WooCommerce",
            secrets={"consumer_key": self.key, "consumer_secret": self.secret},
            options={},
            currency=self.currency,
            private=True,
        )

    def put_product(self, key: str, title: str, price: int, at: datetime) -> None:
        """Add or change a product."""
        self.lists["products"][key] = {
            "id": key,
            "name": title,
            "type": "simple",
            "status": "publish",
            "permalink": f"https://shop.example/{key}",
            "sku": f"SKU-{key}",
            "price": self._text(price),
            "regular_price": self._text(price),
            "sale_price": "",
            "manage_stock": False,
            "stock_quantity": None,
            "categories": [],
            "images": [],
            "attributes": [],
            "variations": [],
            "date_created_gmt": _stamp(at),
            "date_modified_gmt": _stamp(at),
        }

    def put_order(self, key: str, product: str, price: int, at: datetime) -> None:
        """Add or change an order."""
        line = {
            "id": 1,
            "name": "Tea",
            "product_id": product,
            "variation_id": 0,
            "quantity": 1,
            "subtotal": self._text(price),
            "subtotal_tax": "0.00",
            "total": self._text(price),
            "total_tax": "0.00",
            "price": price / 100,
        }
        self.lists["orders"][key] = {
            "id": key,
            "number": key,
            "status": "processing",
            "currency": self.currency,
            "customer_id": 0,
            "billing": {},
            "line_items": [line],
            "shipping_lines": [],
            "fee_lines": [],
            "coupon_lines": [],
            "refunds": [],
            "date_created_gmt": _stamp(at),
            "date_modified_gmt": _stamp(at),
        }

    def delete_product(self, key: str) -> None:
        """Take a product out."""
        del self.lists["products"][key]

    def said(self, asked: Asked) -> Reply:
        """Answer a list by page and time, and take what is written."""
        if asked.path == "/wp-json/":
            return as_json({"name": "Shop", "timezone_string": "Europe/Berlin"})
        basic = base64.b64encode(f"{self.key}:{self.secret}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {basic}":
            return as_json({"code": "woocommerce_rest_cannot_view", "message": "no"}, 401)
        name = asked.path.removeprefix(_API)
        return self._read(name, asked) if asked.method == "GET" else self._take(name, asked)

    def _take(self, name: str, asked: Asked) -> Reply:
        if self.stubborn:
            return as_json({"code": "no", "message": "Not today."}, 400)
        self.written.append((asked.method, name, asked.json))
        if name.startswith("orders/"):
            return as_json(asked.json)
        return as_json({"update": [{"id": row["id"]} for row in asked.json["update"]]})

    def _read(self, name: str, asked: Asked) -> Reply:
        if name == "data/currencies/current":
            return as_json({"code": self.currency})
        if name == "settings/products/woocommerce_weight_unit":
            return as_json({"id": "woocommerce_weight_unit", "value": "kg"})
        if name.startswith("orders/"):
            return as_json(self.lists["orders"][name.partition("/")[2]])
        return self._page(name, asked)

    def _page(self, name: str, asked: Asked) -> Reply:
        since = asked.query.get("modified_after", "")
        items = [i for i in self.lists[name].values() if i.get("date_modified_gmt", "9") > since]
        most, number = int(asked.query["per_page"]), int(asked.query["page"])
        some = items[(number - 1) * most : number * most]
        pages = -(-len(items) // most)
        return as_json(some, x_wp_total=str(len(items)), x_wp_totalpages=str(pages))

    def _text(self, minor: int) -> str:
        return str(Money(minor, self.currency).decimal())


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat()
