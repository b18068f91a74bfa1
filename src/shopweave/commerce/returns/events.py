"""News of returns."""

from dataclasses import dataclass

from shopweave.foundation import outbox


@outbox.event("returns.goods_returned")
@dataclass(frozen=True, slots=True)
class GoodsReturned:
    """Goods of an order came back to a place. refund: minor units."""

    return_id: str
    order_id: str
    customer_id: str | None
    place_id: str
    currency: str
    refund: int
    product_ids: tuple[str, ...]
