"""Look orders up."""

from collections.abc import Sequence

from shopweave.commerce.orders.types import Bought, Order, OrderHead, OrderPage, OrderStatus
from shopweave.foundation.database import Transaction


def get(tx: Transaction, order_id: str) -> Order:
    """One order with its lines; raises `UnknownOrder`."""
    raise NotImplementedError


def search(
    tx: Transaction,
    words: str = "",
    *,
    status: OrderStatus | None = None,
    channel: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> OrderPage:
    """Orders whose number begins with the words, newest first."""
    raise NotImplementedError


def newest(tx: Transaction, limit: int = 20) -> list[OrderHead]:
    """The newest orders."""
    raise NotImplementedError


def of_customer(tx: Transaction, customer_ids: Sequence[str], limit: int = 50) -> list[OrderHead]:
    """Orders of a person (all pseudonyms), newest first."""
    raise NotImplementedError


def bought(tx: Transaction, customer_ids: Sequence[str], limit: int = 200) -> list[Bought]:
    """Products that a person (all pseudonyms) bought, newest first."""
    raise NotImplementedError
