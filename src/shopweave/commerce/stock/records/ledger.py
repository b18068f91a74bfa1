"""Every statement about the ledger of movements and the levels that follow."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, Select, case, delete, func, select, type_coerce

from shopweave.commerce.stock.tables import stock_levels, stock_movements
from shopweave.commerce.stock.types import Level, Movement, MovementKind
from shopweave.foundation.database import Transaction

Values = Mapping[str, Any]
Spot = tuple[str, str]

_LEVEL = [stock_levels.c[name] for name in Level.__dataclass_fields__]
_MOVEMENT = [stock_movements.c[name] for name in Movement.__dataclass_fields__]
_UNTRACKED = [MovementKind.SALE, MovementKind.RETURN]


def booked(tx: Transaction, source_id: str, external_ids: Iterable[str]) -> dict[str, bytes]:
    """Hashes of the movements of a source that are there, by external id."""
    m = stock_movements.c
    query = select(m.external_id, m.hash).where(m.source_id == source_id)
    found = tx.all(query.where(tx.one_of(m.external_id, external_ids)))
    return {row.external_id: row.hash for row in found}


def append(tx: Transaction, rows: Sequence[Values]) -> None:
    """Write the ledger."""
    tx.load(stock_movements, rows)


def moved(tx: Transaction, references: Iterable[str]) -> dict[tuple[str, str, str], float]:
    """Units that references moved so far: by reference, variant and place."""
    m = stock_movements.c
    query = select(m.reference, m.variant_id, m.place_id, func.sum(m.quantity).label("units"))
    query = query.where(tx.one_of(m.reference, references))
    rows = tx.all(query.group_by(m.reference, m.variant_id, m.place_id))
    return {(r.reference, r.variant_id, r.place_id): float(r.units) for r in rows}


def adjusted(tx: Transaction, reference: str, since: datetime) -> float:
    """Units that a reference adjusted since it was settled."""
    m = stock_movements.c
    query = select(func.sum(m.quantity)).where(m.reference == reference, m.recorded_at >= since)
    return float(tx.scalar(query.where(m.kind == MovementKind.ADJUST)) or 0)


def products_of(tx: Transaction, references: Iterable[str]) -> dict[str, str]:
    """Product of each variant that references moved."""
    m = stock_movements.c
    query = select(m.variant_id, m.product_id).where(tx.one_of(m.reference, references))
    return {row.variant_id: row.product_id for row in tx.all(query.distinct())}


def levels_at(tx: Transaction, variant_ids: Iterable[str]) -> dict[Spot, Level]:
    """Levels of variants at all places."""
    query = select(*_LEVEL).where(tx.one_of(stock_levels.c.variant_id, variant_ids))
    return {(row.variant_id, row.place_id): Level(**row._mapping) for row in tx.all(query)}


def levels_of(tx: Transaction, product_ids: Iterable[str]) -> list[Level]:
    """Levels of products, all variants and places."""
    c = stock_levels.c
    query = select(*_LEVEL).where(tx.one_of(c.product_id, product_ids))
    rows = tx.all(query.order_by(c.product_id, c.variant_id, c.place_id))
    return [Level(**row._mapping) for row in rows]


def lowest(tx: Transaction, limit: int) -> list[Level]:
    """Levels of everything, the lowest first."""
    c = stock_levels.c
    query = select(*_LEVEL).order_by(c.on_hand, c.variant_id, c.place_id).limit(limit)
    return [Level(**row._mapping) for row in tx.all(query)]


def put_levels(tx: Transaction, rows: Sequence[Values]) -> None:
    """Overwrite levels."""
    tx.upsert(stock_levels, rows, key=["variant_id", "place_id"])


def drop_levels(tx: Transaction, spots: Iterable[Spot]) -> None:
    """Delete levels of which the ledger knows nothing."""
    c = stock_levels.c
    for variant_id, place_id in spots:
        tx.execute(delete(stock_levels).where(c.variant_id == variant_id, c.place_id == place_id))


def from_ledger(tx: Transaction, variant_ids: Iterable[str] | None = None) -> dict[Spot, Values]:
    """Levels as the ledger says: the latest count, and what moved after it.

    Of two counts at one instant the higher one holds. Thousandths become units.
    """
    m = stock_movements.c
    counts = _counts(tx, variant_ids)
    newest = _newest_counts().subquery()
    query = select(
        m.variant_id,
        m.place_id,
        m.product_id,
        func.sum(type_coerce(m.quantity, BigInteger))
        .filter((m.kind != MovementKind.COUNT) & (newest.c.at.is_(None) | (m.at > newest.c.at)))
        .label("moved"),
        func.max(case((m.kind.in_(_UNTRACKED), 0), else_=1)).label("tracked"),
    ).outerjoin(newest, (newest.c.variant_id == m.variant_id) & (newest.c.place_id == m.place_id))
    if variant_ids is not None:
        query = query.where(tx.one_of(m.variant_id, variant_ids))
    return {
        (row.variant_id, row.place_id): _level(row, counts.get((row.variant_id, row.place_id)))
        for row in tx.all(query.group_by(m.variant_id, m.place_id, m.product_id))
    }


def _level(row: Row[Any], count: Row[Any] | None) -> Values:
    counted = count.quantity if count else 0.0
    return {
        "variant_id": row.variant_id,
        "place_id": row.place_id,
        "product_id": row.product_id,
        "on_hand": counted + float(row.moved or 0) / 1000,
        "counted_at": count.at if count else None,
        "tracked": bool(row.tracked),
    }


def _newest_counts() -> Select[Any]:
    m = stock_movements.c
    query = select(m.variant_id, m.place_id, func.max(m.at, type_=m.at.type).label("at"))
    return query.where(m.kind == MovementKind.COUNT).group_by(m.variant_id, m.place_id)


def _counts(tx: Transaction, variant_ids: Iterable[str] | None) -> dict[Spot, Row[Any]]:
    m = stock_movements.c
    query = select(m.variant_id, m.place_id, m.at, m.quantity)
    query = query.where(m.kind == MovementKind.COUNT)
    if variant_ids is not None:
        query = query.where(tx.one_of(m.variant_id, variant_ids))
    rows = tx.all(query.order_by(m.at, m.quantity))
    return {(row.variant_id, row.place_id): row for row in rows}


def history(tx: Transaction, product_id: str, limit: int) -> list[Movement]:
    """Movements of a product, newest first."""
    m = stock_movements.c
    query = select(*_MOVEMENT).where(m.product_id == product_id)
    rows = tx.all(query.order_by(m.at.desc(), m.id.desc()).limit(limit))
    return [Movement(**{**row._mapping, "kind": MovementKind(row.kind)}) for row in rows]


def moved_since(tx: Transaction, variant_ids: Iterable[str], place_id: str, at: datetime) -> float:
    """Units that these variants moved at a place after a time; counts are no movement."""
    m = stock_movements.c
    query = select(func.sum(m.quantity)).where(tx.one_of(m.variant_id, variant_ids))
    query = query.where(m.place_id == place_id, m.at > at, m.kind != MovementKind.COUNT)
    return float(tx.scalar(query) or 0)


def counted_by(tx: Transaction, variant_ids: Iterable[str], place_id: str) -> Row[Any] | None:
    """Which source counted these variants last at a place, and when."""
    m = stock_movements.c
    query = select(m.source_id, m.at).where(tx.one_of(m.variant_id, variant_ids))
    query = query.where(m.place_id == place_id, m.kind == MovementKind.COUNT)
    return tx.first(query.order_by(m.at.desc(), m.quantity.desc()).limit(1))


def variants(tx: Transaction) -> list[str]:
    """Every variant that has a level."""
    return [row.variant_id for row in tx.all(select(stock_levels.c.variant_id).distinct())]


def every_level(tx: Transaction) -> dict[Spot, Level]:
    """All levels."""
    return {
        (row.variant_id, row.place_id): Level(**row._mapping) for row in tx.all(select(*_LEVEL))
    }


def of_import(tx: Transaction, import_id: str, limit: int) -> list[Row[Any]]:
    """Movements that an import booked."""
    m = stock_movements.c
    query = select(m.id, m.variant_id, m.product_id).where(m.import_id == import_id)
    return tx.all(query.order_by(m.id.desc()).limit(limit))


def remove(tx: Transaction, movement_ids: Sequence[int]) -> None:
    """Strike movements out, when the import that booked them is undone."""
    tx.execute(delete(stock_movements).where(tx.one_of(stock_movements.c.id, movement_ids)))


def products_moved(tx: Transaction, product_ids: Iterable[str]) -> set[str]:
    """Which of these products the ledger names."""
    m = stock_movements.c
    query = select(m.product_id).where(tx.one_of(m.product_id, product_ids)).distinct()
    return {row.product_id for row in tx.all(query)}
