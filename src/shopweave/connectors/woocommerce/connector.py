"""A WooCommerce shop that can be spoken to."""

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
from shopweave.connectors.woocommerce import hooks, writing
from shopweave.connectors.woocommerce.api import Api
from shopweave.connectors.woocommerce.reading import Reading


class WooCommerce(ReadOnly):
    """Reads and writes by the REST API, and hears webhooks."""

    kind = "woocommerce"

    def __init__(self, access: Access) -> None:
        self._api = Api(access)
        self._reading = Reading(self._api, access.clock, access.currency)
        self._secret, self._currency = access.secrets.get("secret", ""), access.currency

    def check(self) -> ShopFacts:
        """Ask for the currency with the key, and for the name without."""
        currency = self._api.get("data/currencies/current").get("code")
        site = self._api.site()
        return ShopFacts(site.get("name") or "", currency, site.get("timezone_string") or None)

    def pull(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Pages from a cursor on."""
        return self._reading.pages(entity, cursor)

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Hook:
        """Tell a genuine webhook."""
        return hooks.verify(self._secret, headers, raw)

    def read(self, topic: str, raw: bytes) -> News:
        """What a webhook asks to look at."""
        return hooks.read(topic)

    def write_stock(self, levels: Sequence[StockLevel]) -> Sequence[Refused]:
        """Set what can be sold."""
        return writing.write_stock(self._api, levels)

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[Refused]:
        """Set prices."""
        return writing.write_prices(self._api, changes, self._currency)

    def write_orders(self, changes: Sequence[OrderChange]) -> Sequence[Refused]:
        """Move orders on."""
        return writing.write_orders(self._api, changes)
