"""When a shop is to be told what it can sell, what that costs, and how far its orders are."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from shopweave.commerce import catalog, orders, stock
from shopweave.commerce.catalog import OwnPricesSet, Price, Product
from shopweave.commerce.fulfilment import FulfilmentChanged
from shopweave.commerce.orders import OrderStatus
from shopweave.commerce.stock import AvailabilityChanged, Conflict
from shopweave.connectors.contract import Entity, OrderChange, PriceChange
from shopweave.connectors.sync.records import connected, messages
from shopweave.foundation import jobs
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Transaction

STOCK = "connectors.write_stock"
PRICES = "connectors.write_prices"
ORDERS = "connectors.write_orders"
# What became of a parcel here, in the words of orders.
_STAGES = {"shipped": OrderStatus.SHIPPED, "handed_over": OrderStatus.DELIVERED}
Row = Mapping[str, Any]


def hear(tx: Transaction, event: AvailabilityChanged) -> None:
    """Let every shop that wants to be told, and that lists one of the variants, be told."""
    for source in connected.told_stock(tx):
        here = sorted(catalog.names_of(tx, source, event.variant_ids))
        if here:
            jobs.enqueue(tx, STOCK, {"source": source, "variants": here}, priority=-1)


def tell_everything(tx: Transaction, source_id: str) -> None:
    """Let a shop be told of all that it lists."""
    payload = {"source": source_id, "variants": None}
    jobs.enqueue(tx, STOCK, payload, unique_key=f"{STOCK}:{source_id}")


def questions(tx: Transaction, source_id: str) -> dict[tuple[str, str], Conflict]:
    """By variant and place, where the shop says something else, until that is settled."""
    every = stock.conflicts(tx, limit=10_000)
    return {(one.variant_id, one.place_id): one for one in every if one.source_id == source_id}


@dataclass(frozen=True, slots=True)
class Telling:
    """Hears what was done here and lets the shops that want it be told."""

    clock: Clock

    def prices(self, tx: Transaction, event: OwnPricesSet) -> None:
        """Tell the shop of each product the prices that were set for it by hand."""
        wanted = connected.told_prices(tx)
        for product in catalog.products(tx, list(event.product_ids)):
            rows = [price_row(one) for one in price_changes(product, event.prices)]
            if product.source_id in wanted and rows:
                ask(tx, product.source_id, Entity.PRODUCTS, rows, self.clock.now())

    def parcels(self, tx: Transaction, event: FulfilmentChanged) -> None:
        """Tell the shop of an order that its goods were sent or collected."""
        stage = _STAGES.get(event.state)
        head = orders.get(tx, event.order_id).head
        if stage is not None and head.source_id in connected.told_orders(tx):
            change = OrderChange(
                head.external_id, stage, event.tracking or None, event.carrier or None
            )
            ask(tx, head.source_id, Entity.ORDERS, [order_row(change)], self.clock.now())


def ask(tx: Transaction, source_id: str, entity: Entity, rows: Sequence[Row], now: datetime) -> str:
    """Note what is to be told, and let a job do it; returns the job.

    One job of a shop runs at a time and tells what holds then, so that no old price comes last.
    """
    messages.keep(tx, [messages.row(source_id, entity, row, now) for row in rows])
    kind = PRICES if entity is Entity.PRODUCTS else ORDERS
    return jobs.enqueue(tx, kind, {"source": source_id}, unique_key=f"{kind}:{source_id}")


def price_changes(product: Product, chosen: Sequence[str] | None = None) -> list[PriceChange]:
    """A product's prices under its shop's names. chosen: OWNER.CURRENCY; None for all."""
    owners: list[tuple[str | None, str, tuple[Price, ...]]] = [(None, product.id, product.prices)]
    owners += [(one.external_id, one.id, one.prices) for one in product.variants]
    return [
        PriceChange(product.external_id, price, variant)
        for variant, owner, prices in owners
        for price in prices
        if chosen is None or f"{owner}.{price.currency}" in chosen
    ]


def price_row(one: PriceChange) -> dict[str, Any]:
    """A price as a message holds it."""
    return {"product": one.product, "variant": one.variant, **asdict(one.price)}


def order_row(one: OrderChange) -> dict[str, Any]:
    """An order's stage as a message holds it."""
    parcel = {"tracking": one.tracking, "carrier": one.carrier}
    return {"order": one.order, "status": one.status.value, **parcel}
