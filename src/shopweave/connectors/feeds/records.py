"""Every statement about feeds."""

from typing import Any

from sqlalchemy import Row, delete, select

from shopweave.connectors.feeds.tables import product_feeds
from shopweave.foundation.database import Transaction


def add(tx: Transaction, values: dict[str, Any]) -> None:
    """Insert a feed."""
    tx.execute(product_feeds.insert(), [values])


def find(tx: Transaction, feed_id: str) -> Row[Any] | None:
    """The feed with that id."""
    return tx.first(select(product_feeds).where(product_feeds.c.id == feed_id))


def every(tx: Transaction) -> list[Row[Any]]:
    """All feeds, oldest first."""
    return list(tx.all(select(product_feeds).order_by(product_feeds.c.id)))


def remove(tx: Transaction, feed_id: str) -> int:
    """Withdraw a feed; returns how many there were."""
    return tx.execute(delete(product_feeds).where(product_feeds.c.id == feed_id))
