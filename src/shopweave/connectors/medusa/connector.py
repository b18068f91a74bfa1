"""A Medusa shop that can be spoken to."""

from collections.abc import Iterator, Sequence

from shopweave.connectors.contract import (
    Access,
    Cursor,
    Entity,
    OrderChange,
    Page,
    PriceChange,
    ReadOnly,
    Refused,
    ShopFacts,
    StockLevel,
)
from shopweave.connectors.medusa import writing
from shopweave.connectors.medusa.admin import Admin
from shopweave.connectors.medusa.reading import Reading


class Medusa(ReadOnly):
    """Reads and writes by the admin API. Medusa sends no webhooks."""

    kind = "medusa"

    def __init__(self, access: Access) -> None:
        self._admin = Admin(access)
        self._reading = Reading(self._admin, access.clock)

    def check(self) -> ShopFacts:
        """Ask for the store."""
        store = self._admin.list("stores", "stores", {"limit": 1})[0][0]
        currencies = store.get("supported_currencies") or []
        own = [one["currency_code"].upper() for one in currencies if one["is_default"]]
        return ShopFacts(store["name"], own[0] if own else None)

    def pull(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Pages from a cursor on."""
        return self._reading.pages(entity, cursor)

    def write_stock(self, levels: Sequence[StockLevel]) -> Sequence[Refused]:
        """Set what can be sold."""
        return writing.write_stock(self._admin, levels)

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[Refused]:
        """Set prices."""
        return writing.write_prices(self._admin, changes)

    def write_orders(self, changes: Sequence[OrderChange]) -> Sequence[Refused]:
        """Send, deliver or cancel."""
        return writing.write_orders(self._admin, changes)
