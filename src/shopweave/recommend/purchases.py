"""Join what was bought to the lists that it came of."""

from datetime import timedelta

from shopweave import decisions
from shopweave.commerce import customers, orders
from shopweave.commerce.customers import UnknownCustomer
from shopweave.commerce.orders import LineKind, OrderCancelled, OrderPlaced, UnknownOrder
from shopweave.decisions import LedgerPreferences, Purchase
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction


def note_purchases(tx: Transaction, placed: OrderPlaced) -> None:
    """Credit the lists that led to an order, and count it for the experiments."""
    people = _people(tx, placed.customer_id)
    if people:
        window = timedelta(days=preferences.get(tx, LedgerPreferences).window_days)
        decisions.join_purchases(tx, people, _bought(tx, placed.order_id), window)


def take_purchases_back(tx: Transaction, cancelled: OrderCancelled) -> None:
    """Take the credit for a cancelled order back."""
    people = _people(tx, cancelled.customer_id)
    if people:
        references = [one.reference for one in _bought(tx, cancelled.order_id)]
        decisions.take_back_purchases(tx, people, references)


def _people(tx: Transaction, customer: str | None) -> tuple[str, ...]:
    """All pseudonyms of the buyer; none for a stranger, or one who was erased meanwhile."""
    try:
        return customers.family(tx, customer) if customer else ()
    except UnknownCustomer:
        return ()


def _bought(tx: Transaction, order_id: str) -> list[Purchase]:
    """The order's products; none when its import was taken back meanwhile."""
    try:
        order = orders.get(tx, order_id)
    except UnknownOrder:
        return []
    head = order.head
    return [
        Purchase(
            line.product_id, f"{head.id}/{line.line}", head.placed_at, line.total, head.currency
        )
        for line in order.lines
        if line.kind is LineKind.PRODUCT and line.product_id is not None
    ]
