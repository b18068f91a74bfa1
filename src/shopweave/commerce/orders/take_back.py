"""Undo what an import did to orders."""

from collections.abc import Sequence
from datetime import datetime

from shopweave.commerce import inbound
from shopweave.commerce.inbound import Delivery, TakenBack
from shopweave.commerce.orders.moving import move
from shopweave.commerce.orders.records import single as records
from shopweave.commerce.orders.upsert import ENTITY
from shopweave.foundation.database import Transaction


def take_back(tx: Transaction, import_id: str, limit: int, now: datetime) -> TakenBack:
    """Remove or restore up to `limit` orders, and the stock that they moved."""
    inbound.take_turn(tx)
    changes = inbound.noted(tx, import_id, ENTITY, limit)
    if not changes:
        return TakenBack()
    before = records.heads(tx, [change.id for change in changes])
    done = inbound.take_back(tx, import_id, records.PARTS, changes, _nobody)
    records.touch(tx, done.restored)
    touched = {*done.removed, *done.restored}
    live = {head.id: head for head in before if head.id in touched and not head.historical}
    for source_id in {head.source_id for head in live.values()}:
        times = {h.id: h.placed_at for h in live.values() if h.source_id == source_id}
        # Under the same import, so that undoing its stock strikes out both movements.
        move(tx, Delivery(source_id, now, import_id), times)
    return done


def _nobody(_tx: Transaction, _ids: Sequence[str]) -> set[str]:
    return set()
