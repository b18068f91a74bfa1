"""Carry the levels along with the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from shopweave.commerce import catalog
from shopweave.commerce.stock.news import tell_all
from shopweave.commerce.stock.oversold import mend
from shopweave.commerce.stock.pools import Ground, pools
from shopweave.commerce.stock.promised import Pool
from shopweave.commerce.stock.records import ledger as records
from shopweave.commerce.stock.records.ledger import Spot
from shopweave.commerce.stock.types import Level, MovementKind
from shopweave.foundation.database import Transaction

Values = Mapping[str, Any]
_UNTRACKED = frozenset({MovementKind.SALE, MovementKind.RETURN})


def carry(tx: Transaction, movements: Sequence[Values], now: datetime) -> None:
    """Bring the levels to what the ledger says after these movements were written.

    A movement later than the last count adds to the level; a count makes the level anew.
    """
    levels = records.levels_at(tx, {row["variant_id"] for row in movements})
    counted = {_spot(row) for row in movements if row["kind"] == MovementKind.COUNT}
    fresh = _from_ledger(tx, counted)
    by_spot: dict[Spot, list[Values]] = defaultdict(list)
    for row in movements:
        if _spot(row) not in counted:
            by_spot[_spot(row)].append(row)
    rows = [*fresh, *(_added(levels.get(spot), some) for spot, some in by_spot.items())]
    records.put_levels(tx, [{**row, "updated_at": now} for row in rows])
    follow(tx, {row["variant_id"] for row in movements}, now)


def follow(
    tx: Transaction, variant_ids: Iterable[str], now: datetime, known: Ground | None = None
) -> None:
    """Let everybody follow who depends on levels: what is oversold, the catalogue, the shops."""
    found = pools(tx, variant_ids, now, known=known)
    every = sorted({variant for pool in found.values() for variant in pool.variants})
    mend(tx, found, now)
    _tell_catalogue(tx, every, found, now)
    tell_all(tx, every)


def _tell_catalogue(
    tx: Transaction, variant_ids: Sequence[str], known: Mapping[str, Pool], now: datetime
) -> None:
    """Say which products are in stock: something is free anywhere, or never counted anywhere."""
    wanted = list(dict.fromkeys(catalog.products_of(tx, variant_ids).values()))
    levels = records.levels_of(tx, wanted)
    others = {level.variant_id for level in levels} - known.keys()
    found = {**known, **(pools(tx, others, now) if others else {})}
    tracked: dict[str, list[bool]] = {key: [] for key in wanted}
    for level in levels:
        pool = found[level.variant_id]
        if pool.tracked:
            tracked[level.product_id].append(any(one.free > 0 for one in pool.at.values()))
    catalog.set_in_stock(tx, {key: not some or any(some) for key, some in tracked.items()}, now)


def _from_ledger(tx: Transaction, spots: set[Spot]) -> list[Values]:
    if not spots:
        return []
    found = records.from_ledger(tx, {variant for variant, _ in spots})
    return [level for spot, level in found.items() if spot in spots]


def _added(level: Level | None, movements: Sequence[Values]) -> Values:
    counted_at = level.counted_at if level else None
    moved = sum(
        round(row["quantity"] * 1000)
        for row in movements
        if counted_at is None or row["at"] > counted_at
    )
    before = round(level.on_hand * 1000) if level else 0
    row = movements[0]
    known = level is not None and level.tracked
    return {
        "variant_id": row["variant_id"],
        "place_id": row["place_id"],
        "product_id": row["product_id"],
        "on_hand": (before + moved) / 1000,
        "counted_at": counted_at,
        "tracked": known or any(row["kind"] not in _UNTRACKED for row in movements),
    }


def _spot(row: Values) -> Spot:
    return row["variant_id"], row["place_id"]
