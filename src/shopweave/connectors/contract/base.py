"""What a connector does that its kind of shop cannot do: say so."""

from collections.abc import Mapping, Sequence

from shopweave.connectors.contract.errors import CannotDo, Forged
from shopweave.connectors.contract.types import (
    Hook,
    News,
    OrderChange,
    PriceChange,
    Refused,
    StockLevel,
)


class ReadOnly:
    """The part of a `Connector` that a kind without webhooks and write-back inherits."""

    kind = ""

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Hook:
        """No webhook of this kind is genuine."""
        raise Forged

    def read(self, topic: str, raw: bytes) -> News:
        """Nothing."""
        return News()

    def write_stock(self, levels: Sequence[StockLevel]) -> Sequence[Refused]:
        """Raise `CannotDo`."""
        raise CannotDo(kind=self.kind, what="stock")

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[Refused]:
        """Raise `CannotDo`."""
        raise CannotDo(kind=self.kind, what="prices")

    def write_orders(self, changes: Sequence[OrderChange]) -> Sequence[Refused]:
        """Raise `CannotDo`."""
        raise CannotDo(kind=self.kind, what="orders")
