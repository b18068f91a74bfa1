"""Parcels follow what becomes of orders."""

from shopweave.commerce.fulfilment.plan import follow_order
from shopweave.commerce.orders import OrderCancelled, OrderPlaced
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Transaction


class FulfilmentFollow:
    """Hears what orders tell."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def placed(self, tx: Transaction, news: OrderPlaced) -> None:
        """Plan who sends it."""
        follow_order(tx, news.order_id, self._clock.now())

    def cancelled(self, tx: Transaction, news: OrderCancelled) -> None:
        """Leave what was planned."""
        follow_order(tx, news.order_id, self._clock.now())
