"""Every statement about what shops are told of prices and orders."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from shopweave.connectors.contract import Entity
from shopweave.connectors.sync.tables import connection_messages
from shopweave.connectors.sync.types import Message, MessageState, Values
from shopweave.foundation.database import Transaction

m = connection_messages.c
_KEY = ("source_id", "entity", "external_id", "part")


def keep(tx: Transaction, rows: Sequence[Values]) -> None:
    """Note what is to be told; what was to be told before of the same thing no longer is."""
    tx.upsert(connection_messages, rows, key=list(_KEY))


def of(tx: Transaction, source_id: str, entity: Entity, external_id: str) -> list[Message]:
    """What was told last of one product or order."""
    query = select(connection_messages).where(
        m.source_id == source_id, m.entity == entity.value, m.external_id == external_id
    )
    return [_message(row) for row in tx.all(query.order_by(m.part))]


def waiting(tx: Transaction, source_id: str, entity: Entity, limit: int) -> list[Message]:
    """What is still to be told, the oldest first."""
    query = select(connection_messages).where(
        m.source_id == source_id, m.entity == entity.value, m.state == MessageState.WAITING.value
    )
    ordered = query.order_by(m.asked_at, m.external_id, m.part)
    return [_message(row) for row in tx.all(ordered.limit(limit))]


def mark(tx: Transaction, one: Message, values: Values) -> None:
    """Note how it went, unless something newer is to be told meanwhile."""
    here = [m[name] == getattr(one, name) for name in _KEY if name != "entity"]
    mine = update(connection_messages).where(*here, m.entity == one.entity.value)
    tx.execute(mine.where(m.asked_at == one.asked_at).values(**values))


def row(source_id: str, entity: Entity, what: Values, now: datetime) -> dict[str, Any]:
    """A message that waits; what: as `WriteBack` tells it."""
    price = entity is Entity.PRODUCTS
    return {
        "source_id": source_id,
        "entity": entity.value,
        "external_id": what["product"] if price else what["order"],
        "part": f"{what['variant'] or ''}.{what['currency']}" if price else "",
        "what": dict(what),
        "state": MessageState.WAITING.value,
        "told": None,
        "asked_at": now,
        "done_at": None,
    }


def _message(row: Row[Any]) -> Message:
    typed = {"entity": Entity(row.entity), "state": MessageState(row.state)}
    return Message(**{**row._mapping, **typed})
