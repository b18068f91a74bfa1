"""A Vendure shop that can be spoken to."""

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
from shopweave.connectors.vendure import writing
from shopweave.connectors.vendure.reading import Reading
from shopweave.connectors.vendure.session import Session

_FACTS = "{ activeChannel { code defaultCurrencyCode } }"


class Vendure(ReadOnly):
    """Reads and writes by the admin API. Vendure sends no webhooks."""

    kind = "vendure"

    def __init__(self, access: Access) -> None:
        self._session = Session(access)
        self._reading = Reading(self._session, access.clock)

    def check(self) -> ShopFacts:
        """Ask for the channel that the key opens."""
        channel = self._session.ask(_FACTS)["activeChannel"]
        name = channel["code"].strip("_").replace("default_channel", "Vendure")
        return ShopFacts(name, channel["defaultCurrencyCode"])

    def pull(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Pages from a cursor on."""
        return self._reading.pages(entity, cursor)

    def write_stock(self, levels: Sequence[StockLevel]) -> Sequence[Refused]:
        """Set what can be sold."""
        return writing.write_stock(self._session, levels)

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[Refused]:
        """Set prices."""
        return writing.write_prices(self._session, changes)

    def write_orders(self, changes: Sequence[OrderChange]) -> Sequence[Refused]:
        """Send, deliver or cancel."""
        return writing.write_orders(self._session, changes)
