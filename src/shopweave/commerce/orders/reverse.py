"""Let news that orders were cancelled or refunded change them."""

from collections.abc import Iterator, Sequence

from shopweave.commerce import catalog, inbound
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders.news import Live, follow
from shopweave.commerce.orders.records import single as records
from shopweave.commerce.orders.records import undone
from shopweave.commerce.orders.reversal import reversed_rows, still_news
from shopweave.commerce.orders.types import Before, OrderStatus, Reversal
from shopweave.foundation.database import Transaction


def reverse(tx: Transaction, delivery: Delivery, told: Sequence[Reversal]) -> None:
    """Keep the news, and change the orders that are known; the others when they come.

    Stock comes back, and a cancelled order is news; saying it again changes nothing.
    """
    if not told:
        return
    inbound.take_turn(tx)
    undone.add(tx, delivery.source_id, told)
    changed = list(_changed(tx, delivery, sorted({one.external_id for one in told})))
    heads = [one.head for one in changed]
    records.overwrite(tx, heads, [line for one in changed for line in one.lines])
    records.touch(tx, [head["id"] for head in heads])
    follow(tx, delivery, [one for one in changed if not one.head["historical"]])


def _changed(tx: Transaction, delivery: Delivery, numbers: Sequence[str]) -> Iterator[Live]:
    news = undone.of_orders(tx, delivery.source_id, numbers)
    named = {name for told in news.values() for one in told for name, _ in one.products}
    products = catalog.ids_of(tx, delivery.source_id, sorted(named))
    for head, lines in undone.whole(tx, delivery.source_id, numbers):
        told = still_news(news[head["external_id"]], head["placed_at"], head["external_updated_at"])
        after, rows = reversed_rows(head, lines, told, products)
        if (after, rows) != (head, lines):
            # No import wrote this: undoing the one that brought the order keeps it.
            after |= {"import_id": None, "updated_at": delivery.now}
            yield Live(after, rows, Before(OrderStatus(head["status"]), head["goods"]))
