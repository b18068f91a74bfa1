"""A django-oscar shop, spoken to by its admin API."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shopweave.connectors.contract import (
    Access,
    Cursor,
    Entity,
    Page,
    PriceChange,
    ReadOnly,
    Refused,
    ShopFacts,
    StockLevel,
)
from shopweave.connectors.oscar import orders, products, writing
from shopweave.connectors.oscar.api import Api


@dataclass(frozen=True, slots=True)
class Oscar(ReadOnly):
    """The API has neither webhooks nor a way to set the stage of an order."""

    access: Access
    kind = "oscar"

    def check(self) -> ShopFacts:
        """Ask for what only an administrator may see."""
        partners = self._api.list("admin/partners/")
        return ShopFacts(name=str(partners[0].get("name", "")) if partners else "")

    def pull(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Products with their stock, and orders; stock is not asked for by itself."""
        if entity is Entity.PRODUCTS:
            yield from products.pages(self._api, self.access.clock, cursor or {})
        elif entity is Entity.ORDERS:
            yield from orders.pages(self._api, cursor or {})
        else:
            yield Page({}, last=True)

    def write_stock(self, levels: Sequence[StockLevel]) -> Sequence[Refused]:
        """Set how many are in stock: what can be sold, and what is allocated to orders there."""
        return writing.stock(self._api, levels)

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[Refused]:
        """Set prices."""
        return writing.prices(self._api, changes)

    @property
    def _api(self) -> Api:
        return Api.of(self.access)
