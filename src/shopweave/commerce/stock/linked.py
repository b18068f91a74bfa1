"""When products become one, or are parted, what can be sold of each changes at once."""

from shopweave.commerce.catalog import ProductsLinked, ProductsUnlinked
from shopweave.commerce.stock.carry import follow
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Transaction


class Linked:
    """Hears what the catalogue says of links."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def joined(self, tx: Transaction, news: ProductsLinked) -> None:
        """Their piles are one."""
        follow(tx, news.variant_ids, self._clock.now())

    def parted(self, tx: Transaction, news: ProductsUnlinked) -> None:
        """Each has its own pile again."""
        follow(tx, news.variant_ids, self._clock.now())
