"""Every statement about cost prices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from shopweave.commerce.money.tables import cost_prices
from shopweave.commerce.money.types import CostPrice, GoodsIn, Origin
from shopweave.foundation.database import Transaction

PARTS = ((cost_prices, "id"),)
c = cost_prices.c
_TOLD = [c[name] for name in CostPrice.__dataclass_fields__]
_FOLLOWED = (c.id, c.created_at, c.paid, c.units, c.stock)
_KEPT = {"id", "source_id", "external_id", "created_at"}


@dataclass(frozen=True, slots=True)
class Known:
    """What sifting looks at."""

    id: str
    external_id: str
    hash: bytes | None
    external_updated_at: datetime | None
    import_id: str | None
    stock: int | None


_KNOWN = [c[name] for name in Known.__dataclass_fields__]


def known(tx: Transaction, source_id: str, external_ids: Iterable[str]) -> dict[str, Known]:
    """Costs of a source that are there, by external id."""
    query = select(*_KNOWN).where(c.source_id == source_id)
    found = tx.all(query.where(tx.one_of(c.external_id, external_ids)))
    return {row.external_id: Known(**row._mapping) for row in found}


def add(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert new costs."""
    tx.load(cost_prices, rows)


def overwrite(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Overwrite costs."""
    if rows:
        tx.upsert(cost_prices, rows, key=["id"], update=[n for n in rows[0] if n not in _KEPT])


def of_products(tx: Transaction, product_ids: Iterable[str]) -> list[CostPrice]:
    """Every cost of products and their variants, oldest first."""
    query = select(*_TOLD).where(tx.one_of(c.product_id, product_ids))
    return [_cost(row) for row in tx.all(query.order_by(c.since, c.created_at, c.id))]


def goods_in(tx: Transaction, product_ids: Iterable[str]) -> list[GoodsIn]:
    """Every cost of products and their variants with what it follows from, oldest first."""
    query = select(*_TOLD, *_FOLLOWED).where(tx.one_of(c.product_id, product_ids))
    return [_goods_in(row) for row in tx.all(query.order_by(c.since, c.created_at, c.id))]


def settle(tx: Transaction, amounts: Mapping[str, int]) -> None:
    """Write averages, by the ids of their costs."""
    query = update(cost_prices).where(c.id == bindparam("key"))
    rows = [{"key": key, "average": amount} for key, amount in amounts.items()]
    tx.execute(query.values(amount=bindparam("average")), rows)


def some(tx: Transaction, ids: Sequence[str]) -> list[CostPrice]:
    """Costs by their ids."""
    return [_cost(row) for row in tx.all(select(*_TOLD).where(tx.one_of(c.id, ids)))]


def remove(tx: Transaction, cost_id: str) -> None:
    """Delete one cost."""
    tx.execute(delete(cost_prices).where(c.id == cost_id))


def currencies(tx: Transaction) -> set[str]:
    """Every currency that a cost is told in."""
    return {row.currency for row in tx.all(select(c.currency).distinct())}


def _goods_in(row: Any) -> GoodsIn:
    told = {column.name: getattr(row, column.name) for column in _TOLD}
    cost = CostPrice(**{**told, "origin": Origin(row.origin)})
    return GoodsIn(row.id, cost, row.created_at, row.paid, row.units, row.stock)


def _cost(row: Any) -> CostPrice:
    return CostPrice(**{**row._mapping, "origin": Origin(row.origin)})
