"""More was sold than there is: nothing is refused afterwards, but somebody is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from shopweave.commerce.stock.pools import Ground, pools
from shopweave.commerce.stock.promised import Conflict, ConflictKind, Pool, Settled
from shopweave.commerce.stock.records import conflicts as records
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

BY_ITSELF = "rule:mended"


@dataclass(frozen=True, slots=True)
class Sale:
    """The order that a variant was last sold in, and the channel it came through."""

    order_id: str
    source_id: str
    product_id: str
    place_id: str


def note_oversold(
    tx: Transaction, sales: Mapping[str, Sale], now: datetime, known: Ground | None = None
) -> None:
    """Open a conflict for each article that these sales (by variant) took below zero.

    An article has one open conflict, however often it is sold again.
    """
    found = pools(tx, sales, now, known=known)
    short = {variant: pool for variant, pool in found.items() if pool.tracked and pool.free() < 0}
    if not short:
        return
    waiting = _open(tx, found)
    fresh: dict[str, Conflict] = {}
    for variant, pool in short.items():
        before, sale = waiting.get(pool.article_id), sales[variant]
        opened = before or Conflict(
            ids.new(now), ConflictKind.OVERSOLD, sale.product_id, variant, sale.place_id,
            sale.source_id, sale.order_id, 0.0, 0.0, None, None, now, now,
        )  # fmt: skip
        fresh[pool.article_id] = replace(opened, ours=pool.free(), theirs=-pool.free())
    records.put(tx, list(fresh.values()))


def _open(tx: Transaction, found: Mapping[str, Pool]) -> dict[str, Conflict]:
    """Article to its open conflict, under whichever of its variants it was noted."""
    of = {variant: pool.article_id for pool in found.values() for variant in pool.variants}
    waiting = records.waiting(tx, of, ConflictKind.OVERSOLD)
    return {of[one.variant_id]: one for one in waiting}


def mend(tx: Transaction, found: Mapping[str, Pool], now: datetime) -> None:
    """Close what is oversold no more: goods came, or an order was cancelled."""
    waiting = _open(tx, found)
    if waiting:
        by_article = {pool.article_id: pool for pool in found.values()}
        records.put(tx, [_seen(one, by_article[key], now) for key, one in waiting.items()])


def _seen(one: Conflict, pool: Pool, now: datetime) -> Conflict:
    short = -pool.free()
    if short > 0:
        return replace(one, ours=pool.free(), theirs=short)
    return replace(
        one, settled_at=now, settled_by=BY_ITSELF, settled_how=Settled.AGREED, settled_to=-short
    )
