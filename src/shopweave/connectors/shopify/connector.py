"""A Shopify shop that can be spoken to."""

from collections.abc import Iterator, Mapping, Sequence

from shopweave.connectors.contract import (
    Access,
    Cursor,
    Entity,
    Hook,
    News,
    OrderChange,
    Page,
    PriceChange,
    ReadOnly,
    Refused,
    ShopFacts,
    StockLevel,
)
from shopweave.connectors.shopify import hooks, writing
from shopweave.connectors.shopify.admin import Admin
from shopweave.connectors.shopify.reading import Reading

VERSION = "2026-04"
_SHOP = "{ shop { name currencyCode ianaTimezone } }"


class Shopify(ReadOnly):
    """Reads and writes by the Admin API, and hears webhooks."""

    kind = "shopify"

    def __init__(self, access: Access) -> None:
        self._admin = Admin(access, access.options.get("version") or VERSION)
        self._reading = Reading(self._admin, access.clock, access.currency)
        self._secret = access.secrets.get("client_secret", "")
        self._currency = access.currency

    def check(self) -> ShopFacts:
        """Ask for the shop."""
        shop = self._admin.ask(_SHOP)["shop"]
        return ShopFacts(shop["name"], shop["currencyCode"], shop["ianaTimezone"])

    def pull(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Pages from a cursor on."""
        return self._reading.pages(entity, cursor)

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Hook:
        """Tell a genuine webhook."""
        return hooks.verify(self._secret, headers, raw)

    def read(self, topic: str, raw: bytes) -> News:
        """What a webhook asks to look at."""
        return hooks.read(topic, raw)

    def write_stock(self, levels: Sequence[StockLevel]) -> Sequence[Refused]:
        """Set what can be sold."""
        return writing.write_stock(self._admin, levels)

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[Refused]:
        """Set prices."""
        return writing.write_prices(self._admin, changes, self._currency)

    def write_orders(self, changes: Sequence[OrderChange]) -> Sequence[Refused]:
        """Cancel."""
        return writing.write_orders(self._admin, changes)
