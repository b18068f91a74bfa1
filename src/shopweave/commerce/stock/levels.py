"""What is on hand now."""

from collections.abc import Iterable
from datetime import datetime

from shopweave.commerce import inbound
from shopweave.commerce.stock.carry import follow
from shopweave.commerce.stock.records import ledger as records
from shopweave.commerce.stock.types import Level
from shopweave.foundation.database import Transaction

_SAID = ("product_id", "on_hand", "counted_at", "tracked")


def levels(tx: Transaction, limit: int = 10_000) -> list[Level]:
    """Levels of all variants at all places, the lowest first; below zero is shown."""
    return records.lowest(tx, limit)


def of_products(tx: Transaction, product_ids: Iterable[str]) -> list[Level]:
    """Levels of these products, each variant and place."""
    return records.levels_of(tx, product_ids)


def rebuild(tx: Transaction, now: datetime) -> int:
    """Compute every level from the ledger again; returns how many were wrong."""
    inbound.take_turn(tx)
    right, noted = records.from_ledger(tx), records.every_level(tx)
    wrong = [
        row
        for spot, row in right.items()
        if spot not in noted or any(getattr(noted[spot], name) != row[name] for name in _SAID)
    ]
    idle = [spot for spot in noted if spot not in right]
    records.put_levels(tx, [{**row, "updated_at": now} for row in wrong])
    records.drop_levels(tx, idle)
    follow(tx, {variant for variant, _ in idle} | {row["variant_id"] for row in wrong}, now)
    return len(wrong) + len(idle)


def in_use(tx: Transaction, product_ids: Iterable[str]) -> set[str]:
    """Which of these products the ledger names."""
    return records.products_moved(tx, product_ids)
