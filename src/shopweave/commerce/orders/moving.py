"""Let stock follow the orders of today."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from shopweave.commerce import places, stock
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders.records import single as records
from shopweave.commerce.orders.types import NOT_SOLD, LineKind
from shopweave.foundation.database import Transaction

_GOODS = (LineKind.PRODUCT, LineKind.RETURN)


def move(tx: Transaction, delivery: Delivery, orders: Mapping[str, datetime]) -> None:
    """Bring the movements of orders (id to when it was placed) to what their lines say now.

    An order that is gone, cancelled or of the past owes nothing: what it moved comes back.
    """
    if orders:
        main = places.default(tx, delivery.now).id
        stock.settle(tx, delivery, orders, list(_owed(tx, orders, main)))


def _owed(tx: Transaction, orders: Mapping[str, datetime], main: str) -> Iterator[stock.Owed]:
    heads = records.heads(tx, list(orders))
    sold = {h.id: h for h in heads if not h.historical and h.status not in NOT_SOLD}
    for order_id, lines in records.lines(tx, sold).items():
        place = sold[order_id].place_id or main
        for line in lines:
            if line.product_id and line.kind in _GOODS:
                variant = line.variant_id or line.product_id
                yield stock.Owed(order_id, line.product_id, variant, place, -line.quantity)
