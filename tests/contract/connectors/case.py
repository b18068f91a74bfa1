"""What a counterpart offers so that the suite can run over its kind."""

from datetime import datetime
from typing import Protocol

from tests.contract.connectors.counterpart import Shop

from shopweave.connectors.sync import ConnectionDraft


class Case(Protocol):
    """A shop of one kind in the hands of a test. Keys are the shop's own ids; prices are minor."""

    currency: str

    def draft(self) -> ConnectionDraft:
        """How it is connected."""
        ...

    def put_product(self, key: str, title: str, price: int, at: datetime) -> None:
        """Add or change a product at a time of the shop's clock."""
        ...

    def put_order(self, key: str, product: str, price: int, at: datetime) -> None:
        """Add or change an order of one piece, placed and changed then."""
        ...

    def delete_product(self, key: str) -> None:
        """Take a product out without a word."""
        ...

    def answer(self, status: int, headers: dict[str, str], body: bytes, times: int) -> None:
        """Answer so the next times, whatever is asked."""
        ...


class RestCase:
    """The generic REST kind, with a shop on loopback."""

    def __init__(self, shop: Shop, currency: str = "EUR") -> None:
        self.shop, self.currency = shop, currency

    def draft(self) -> ConnectionDraft:
        """How it is connected."""
        return ConnectionDraft(
            kind="rest",
            url=self.shop.url,
            name="Shop",
            secrets={"token": self.shop.token},
            options={"products": "products", "orders": "orders", "since": "updated_after"},
            currency=self.currency,
            private=True,
        )

    def put_product(self, key: str, title: str, price: int, at: datetime) -> None:
        """Add or change a product."""
        item = {"id": key, "title": title, "price": self._price(price)}
        self.shop.put("products", {**item, "updated_at": at.isoformat()})

    def put_order(self, key: str, product: str, price: int, at: datetime) -> None:
        """Add or change an order."""
        line = {"product": product, "quantity": 1, "price": self._price(price)}
        stamps = {"placed_at": at.isoformat(), "updated_at": at.isoformat()}
        self.shop.put("orders", {"id": key, "lines": [line], **stamps})

    def delete_product(self, key: str) -> None:
        """Take a product out."""
        del self.shop.lists["products"][key]

    def answer(self, status: int, headers: dict[str, str], body: bytes, times: int) -> None:
        """Answer so the next times."""
        left = times

        def wrong(_: str) -> tuple[int, dict[str, str], bytes] | None:
            nonlocal left
            left -= 1
            return (status, headers, body) if left >= 0 else None

        self.shop.trouble = wrong

    def _price(self, minor: int) -> str:
        digits = {"EUR": 2, "JPY": 0, "KWD": 3}[self.currency]
        whole, part = divmod(minor, 10**digits)
        return f"{whole}.{part:0{digits}d}" if digits else str(whole)
