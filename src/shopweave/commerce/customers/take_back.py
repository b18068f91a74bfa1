"""Undo what an import did to customers."""

from datetime import datetime

from shopweave.commerce import inbound
from shopweave.commerce.customers import merge, records
from shopweave.commerce.customers.directory import ENTITY
from shopweave.commerce.customers.memory import PARTED
from shopweave.commerce.inbound import InUse, TakenBack
from shopweave.foundation.database import Transaction
from shopweave.trust import versions


def take_back(
    tx: Transaction, import_id: str, limit: int, now: datetime, in_use: InUse
) -> TakenBack:
    """Part whom the import joined, then remove or restore up to `limit` profiles.

    A profile that others need stays; so does one that is part of a person known otherwise.
    """
    inbound.take_turn(tx)
    for joined in records.merges_in(tx, import_id):
        merge.part(tx, joined, records.RULE, now)
    records.unlink(tx, import_id)
    changes = inbound.noted(tx, import_id, ENTITY, limit)
    if not changes:
        return TakenBack()

    def needed(tx: Transaction, ids: inbound.Ids) -> set[str]:
        return in_use(tx, ids) | records.in_families(tx, ids)

    versions.raise_version(tx, PARTED)
    return inbound.take_back(tx, import_id, records.PARTS, changes, needed)
