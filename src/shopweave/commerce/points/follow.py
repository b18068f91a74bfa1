"""Points follow what becomes of orders, in whatever channel they were placed."""

from shopweave.commerce.orders import OrderCancelled, OrderChanged, OrderPlaced
from shopweave.commerce.points.book import follow_order
from shopweave.commerce.points.restore import follow_spent
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Transaction


class PointsFollow:
    """Hears what orders tell."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def placed(self, tx: Transaction, news: OrderPlaced) -> None:
        """Somebody bought."""
        follow_order(tx, news.order_id, self._clock.now())

    def cancelled(self, tx: Transaction, news: OrderCancelled) -> None:
        """An order came to nothing."""
        follow_order(tx, news.order_id, self._clock.now())
        follow_spent(tx, news.order_id, self._clock.now())

    def changed(self, tx: Transaction, news: OrderChanged) -> None:
        """Goods came back, or were paid back."""
        follow_order(tx, news.order_id, self._clock.now())
        follow_spent(tx, news.order_id, self._clock.now())
