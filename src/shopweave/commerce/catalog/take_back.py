"""Undo what an import did to products."""

from datetime import datetime

from shopweave.commerce import inbound
from shopweave.commerce.catalog import linking, own
from shopweave.commerce.catalog.history import note_prices
from shopweave.commerce.catalog.records import writing as records
from shopweave.commerce.catalog.upsert import ENTITY
from shopweave.commerce.inbound import InUse, TakenBack
from shopweave.foundation.database import Transaction


def take_back(
    tx: Transaction, import_id: str, limit: int, now: datetime, in_use: InUse
) -> TakenBack:
    """Remove or restore up to `limit` products; one still in use stays, as only implied."""
    inbound.take_turn(tx)
    changes = inbound.noted(tx, import_id, ENTITY, limit)
    if not changes:
        return TakenBack()
    done = inbound.take_back(tx, import_id, records.PARTS, changes, in_use)
    linking.take_away(tx, linking.of(tx, done.removed), linking.RULE, now)
    revision = records.next_revision(tx)
    records.touch(tx, done.restored, revision, now)
    created = {change.id for change in changes if change.before is None}
    records.imply(tx, [key for key in done.kept if key in created], import_id, revision, now)
    own.hold(tx, done.restored, now, told_anew=False)
    note_prices(tx, [change.id for change in changes], now)
    return done
