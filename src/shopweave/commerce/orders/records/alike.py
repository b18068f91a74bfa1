"""The statement that finds orders of one instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from shopweave.commerce.orders.tables import orders
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Head:
    """What tells one order from another."""

    id: str
    external_id: str
    customer_id: str | None
    placed_at: datetime
    currency: str


_HEAD = [orders.c[name] for name in Head.__dataclass_fields__]


def placed_at(tx: Transaction, source_id: str, moments: Sequence[datetime]) -> list[Head]:
    """Orders of a source that were placed at one of these instants."""
    query = select(*_HEAD).where(orders.c.placed_at.in_(set(moments)))
    return [Head(**row._mapping) for row in tx.all(query.where(orders.c.source_id == source_id))]
