"""Every statement about webhooks that came and rows that could not come in."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from shopweave.connectors.contract import Entity
from shopweave.connectors.sync.tables import connection_hooks, connection_refusals
from shopweave.connectors.sync.types import Refusal, Stored, Values
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

h = connection_hooks.c
r = connection_refusals.c
_STORED = [h[name] for name in Stored.__dataclass_fields__]
_REFUSAL = [r[name] for name in Refusal.__dataclass_fields__]


def add_hook(tx: Transaction, row: Values) -> bool:
    """Store a delivery; False when it came before."""
    return bool(tx.insert_new(connection_hooks, [row], key=["source_id", "delivery"]))


def number(tx: Transaction, source_id: str, delivery: str, now: datetime) -> bool:
    """Note the sender's own number of a delivery; False when it was used before."""
    row = {
        "id": ids.new(now),
        "source_id": source_id,
        "delivery": f"number {delivery}"[:200],
        "topic": "",
        "received_at": now,
        "done_at": now,
    }
    return add_hook(tx, row)


def hook(tx: Transaction, hook_id: str) -> Stored | None:
    """One delivery; None when its body was let go."""
    row = tx.first(select(*_STORED).where(h.id == hook_id, h.body.is_not(None)))
    return None if row is None else Stored(**row._mapping)


def hook_done(tx: Transaction, hook_id: str, now: datetime, *, keep: bool = False) -> None:
    """Mark a delivery as worked off and let its body go, unless it could not be read."""
    values: Values = {"done_at": now} if keep else {"done_at": now, "body": None}
    tx.execute(update(connection_hooks).where(h.id == hook_id).values(**values))


def drop_hooks(tx: Transaction, before: datetime, kept_before: datetime) -> int:
    """Delete deliveries that came before a time; those with a body before another one."""
    done = h.body.is_(None) & (h.received_at < before)
    return tx.execute(delete(connection_hooks).where(done | (h.received_at < kept_before)))


def refusals(tx: Transaction, source_id: str, limit: int) -> list[Refusal]:
    """What is not in, the newest first."""
    query = select(*_REFUSAL).where(r.source_id == source_id, r.accepted.is_(False))
    rows = tx.all(query.order_by(r.at.desc(), r.external_id).limit(limit))
    return [Refusal(**{**row._mapping, "entity": Entity(row.entity)}) for row in rows]


def count_refusals(tx: Transaction, source_id: str) -> int:
    """How many things are not in."""
    query = select(func.count()).where(r.source_id == source_id, r.accepted.is_(False))
    return int(tx.scalar(query))


def accepted(tx: Transaction, source_id: str, entity: Entity) -> set[str]:
    """What a person let in that a rule would refuse."""
    query = select(r.external_id).where(r.source_id == source_id, r.entity == entity.value)
    return {row.external_id for row in tx.all(query.where(r.accepted.is_(True)))}


def accept(tx: Transaction, source_id: str, external_ids: Iterable[str]) -> int:
    """Let orders in that were held back as doubles."""
    wanted = update(connection_refusals).where(
        r.source_id == source_id, tx.one_of(r.external_id, external_ids)
    )
    return tx.execute(wanted.values(accepted=True))


def keep_refusals(tx: Transaction, rows: Sequence[Values]) -> None:
    """Note what could not come in; what a person let in stays so."""
    told = ["field", "code", "told", "at"]
    tx.upsert(connection_refusals, rows, key=["source_id", "entity", "external_id"], update=told)


def clear_refusals(
    tx: Transaction, source_id: str, entity: Entity, external_ids: Iterable[str]
) -> None:
    """Forget refusals of what has come in since."""
    mine = (r.source_id == source_id) & (r.entity == entity.value) & r.accepted.is_(False)
    if tx.first(select(r.external_id).where(mine).limit(1)) is not None:
        ids = tx.one_of(r.external_id, external_ids)
        tx.execute(delete(connection_refusals).where(mine, ids))


def drop_refusals(tx: Transaction, before: datetime) -> int:
    """Delete old ones."""
    return tx.execute(delete(connection_refusals).where(r.at < before))
