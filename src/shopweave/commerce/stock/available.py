"""Available to promise: what each channel may still sell of an article."""

from collections.abc import Iterable
from datetime import datetime

from shopweave.commerce.stock.pools import ground, pools
from shopweave.commerce.stock.promised import AtPlace, Availability, Pool
from shopweave.commerce.stock.safety import SafetyStock, safety_of
from shopweave.commerce.stock.serving import Serving, serving
from shopweave.foundation.database import Transaction


def available(
    tx: Transaction,
    variant_ids: Iterable[str],
    source_id: str | None,
    now: datetime,
) -> dict[str, Availability]:
    """Variant to what a channel (a source; None: all together) may sell of its article.

    On hand at the places that serve the channel, less what is reserved, less the channel's safety
    stock, never below zero.
    """
    wanted = list(variant_ids)
    rules, kept = serving(tx), safety_of(tx, wanted)
    found = pools(tx, wanted, now, known=ground(tx, wanted, rules.tree))
    return {variant: promise(pool, source_id, rules, kept) for variant, pool in found.items()}


def by_channel(
    tx: Transaction, variant_ids: Iterable[str], source_ids: Iterable[str], now: datetime
) -> dict[str, dict[str, Availability]]:
    """Variant to channel to what that channel may sell: one look for a page of many."""
    wanted, channels = list(variant_ids), list(source_ids)
    rules, kept = serving(tx), safety_of(tx, wanted)
    found = pools(tx, wanted, now, known=ground(tx, wanted, rules.tree))
    return {
        variant: {one: promise(pool, one, rules, kept) for one in channels}
        for variant, pool in found.items()
    }


def promise(pool: Pool, source_id: str | None, rules: Serving, kept: SafetyStock) -> Availability:
    """What a channel may sell of a pool."""
    shut = rules.shut(source_id)
    at = tuple(one for key, one in sorted(pool.at.items()) if key not in shut)
    safety = kept.of(pool.article_id, source_id)
    units = max(0.0, round(free(at) - safety, 3)) if pool.tracked else None
    return Availability(
        article_id=pool.article_id,
        source_id=source_id,
        on_hand=round(sum(one.on_hand for one in at if one.tracked), 3),
        reserved=round(sum(one.reserved for one in at), 3),
        safety=safety,
        units=units,
        at=at,
    )


def free(at: Iterable[AtPlace]) -> float:
    """Units kept for nobody, over places; what one place sold too much is taken off the others."""
    return round(sum(one.free for one in at), 3)
