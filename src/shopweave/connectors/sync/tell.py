"""When a shop is to be told what it can sell."""

from shopweave.commerce import catalog, stock
from shopweave.commerce.stock import AvailabilityChanged, Conflict
from shopweave.connectors.sync.records import connected
from shopweave.foundation import jobs
from shopweave.foundation.database import Transaction

STOCK = "connectors.write_stock"


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
