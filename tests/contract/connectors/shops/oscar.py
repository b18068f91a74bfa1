"""A django-oscar shop as its API was seen to answer (oscar 4.2.1, API 3.3.0)."""

from base64 import b64encode
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from tests.contract.connectors.shops.server import Asked, Misbehaving, Reply, as_json

from shopweave.connectors.sync import ConnectionDraft

_DIGITS = {"EUR": 2, "JPY": 0, "KWD": 3}
_PAGE = 100


class OscarCase(Misbehaving):
    """Products without children, orders of one piece."""

    def __init__(self, currency: str = "EUR") -> None:
        self.currency = currency
        self.products: dict[str, dict[str, Any]] = {}
        self.orders: dict[str, dict[str, Any]] = {}
        self.lines: dict[str, list[dict[str, Any]]] = {}
        self.asked: list[str] = []

    def draft(self) -> ConnectionDraft:
        """How it is connected."""
        return ConnectionDraft(
            kind="oscar",
            url=f"{self.url}/api",
            name="Oscar",
            secrets={"password": "secret"},
            options={"user": "merchant"},
            currency=self.currency,
            private=True,
        )

    def put_product(self, key: str, title: str, price: int, at: datetime) -> None:
        """Add or change a product."""
        record = {
            "url": f"http://inside/api/admin/stockrecords/{key}/",
            "partner_sku": f"SKU-{key}",
            "price_currency": self.currency,
            "price": self._price(price),
            "num_in_stock": 5,
            "num_allocated": None,
        }
        self.products[key] = {
            "id": key,
            "url": f"http://inside/api/admin/products/{key}/",
            "title": title,
            "description": "",
            "structure": "standalone",
            "is_public": True,
            "upc": "",
            "categories": ["Tea"],
            "attributes": [],
            "images": [],
            "children": [],
            "stockrecords": [record],
            "date_updated": at.isoformat(),
        }

    def put_order(self, key: str, product: str, price: int, at: datetime) -> None:
        """Add or change an order."""
        number = key[1:]
        self.orders[number] = {
            "number": f"1000{number}",
            "url": f"http://inside/api/admin/orders/{number}/",
            "currency": self.currency,
            "total_incl_tax": self._price(price),
            "shipping_incl_tax": self._price(0),
            "shipping_method": "",
            "status": "Pending",
            "owner": None,
            "email": None,
            "billing_address": None,
            "shipping_address": None,
            "surcharges": [],
            "date_placed": at.isoformat(),
        }
        address = f"http://inside/api/products/{product}/"
        line = {"product": address, "quantity": 1, "price_incl_tax": self._price(price)}
        self.lines[number] = [line]

    def delete_product(self, key: str) -> None:
        """Take a product out."""
        del self.products[key]

    def reply(self, asked: Asked) -> Reply:
        """Who is not permitted something may look at the root all the same."""
        self.asked.append(asked.path)
        if self._wrong[0] == 403 and asked.path == "/api/":
            return as_json({})
        return super().reply(asked)

    def said(self, asked: Asked) -> Reply:
        """Answer by path. Links name a host that only the shop's proxy knows."""
        told = b64encode(b"merchant:secret").decode()
        if asked.headers.get("authorization") != f"Basic {told}":
            return as_json({"detail": "Invalid username/password."}, 401)
        parts = asked.path.strip("/").split("/")[2:]
        if parts == ["partners"]:
            return self._listed(asked, [{"name": "Tea and pots"}])
        if parts == ["products"]:
            return self._listed(asked, list(self.products.values()))
        if parts == ["orders"]:
            newest = sorted(self.orders.values(), key=lambda one: one["date_placed"], reverse=True)
            return self._listed(asked, newest)
        return self._listed(asked, self.lines[parts[1]])

    def _listed(self, asked: Asked, items: list[dict[str, Any]]) -> Reply:
        page = int(asked.query.get("page", "1"))
        start = (page - 1) * _PAGE
        more = start + _PAGE < len(items)
        following = f"http://inside{asked.path}?{urlencode({'page': page + 1})}"
        return as_json(
            {
                "count": len(items),
                "next": following if more else None,
                "results": items[start : start + _PAGE],
            }
        )

    def _price(self, minor: int) -> str:
        digits = _DIGITS[self.currency]
        whole, part = divmod(minor, 10**digits)
        return f"{whole}.{part:0{digits}d}" if digits else str(whole)
