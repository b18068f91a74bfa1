"""Undo what an import booked."""

from datetime import datetime

from shopweave.commerce import inbound
from shopweave.commerce.inbound import TakenBack
from shopweave.commerce.stock.carry import follow
from shopweave.commerce.stock.records import ledger as records
from shopweave.foundation.database import Transaction


def take_back(tx: Transaction, import_id: str, limit: int, now: datetime) -> TakenBack:
    """Strike up to `limit` movements out and compute their levels anew.

    The one exception to a ledger that only grows: an import undone was never meant.
    """
    inbound.take_turn(tx)
    rows = records.of_import(tx, import_id, limit)
    if not rows:
        return TakenBack()
    records.remove(tx, [row.id for row in rows])
    variants = {row.variant_id for row in rows}
    right = records.from_ledger(tx, variants)
    idle = [spot for spot in records.levels_at(tx, variants) if spot not in right]
    records.put_levels(tx, [{**level, "updated_at": now} for level in right.values()])
    records.drop_levels(tx, idle)
    follow(tx, variants, now)
    return TakenBack(removed=tuple(str(row.id) for row in rows))
