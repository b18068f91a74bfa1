"""Every statement by which orders are written and read one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, or_, select, update

from shopweave.commerce.orders.tables import order_costs, order_lines, order_revision, orders
from shopweave.commerce.orders.types import (
    NOT_SOLD,
    Bought,
    CostDraft,
    CostKind,
    Line,
    LineKind,
    OrderHead,
    OrderStatus,
)
from shopweave.foundation.database import Transaction

Values = Mapping[str, Any]

# What together is one order, for the journal of imports.
PARTS = ((orders, "id"), (order_lines, "order_id"), (order_costs, "order_id"))
_KEPT = {"id", "source_id", "external_id", "created_at", "historical"}
_HEAD = [orders.c[name] for name in OrderHead.__dataclass_fields__]
_LINE = [order_lines.c[name] for name in Line.__dataclass_fields__]


@dataclass(frozen=True, slots=True)
class Known:
    """What sifting and the rules of overwriting look at."""

    id: str
    external_id: str
    hash: bytes | None
    external_updated_at: datetime | None
    import_id: str | None
    historical: bool
    status: str
    goods: int


_KNOWN = [orders.c[name] for name in Known.__dataclass_fields__]


def known(tx: Transaction, source_id: str, external_ids: Iterable[str]) -> dict[str, Known]:
    """Orders of a source that are there, by external id."""
    c = orders.c
    query = select(*_KNOWN).where(c.source_id == source_id)
    found = tx.all(query.where(tx.one_of(c.external_id, external_ids)))
    return {row.external_id: Known(**row._mapping) for row in found}


def add(tx: Transaction, heads: Sequence[Values], lines: Sequence[Values]) -> None:
    """Insert new orders."""
    tx.load(orders, heads)
    tx.load(order_lines, lines)


def overwrite(tx: Transaction, heads: Sequence[Values], lines: Sequence[Values]) -> None:
    """Overwrite orders and replace their lines."""
    if heads:
        tx.upsert(orders, heads, key=["id"], update=[n for n in heads[0] if n not in _KEPT])
        ids = [head["id"] for head in heads]
        tx.execute(delete(order_lines).where(tx.one_of(order_lines.c.order_id, ids)))
        tx.load(order_lines, lines)


def set_costs(tx: Transaction, old: Sequence[str], rows: Sequence[Values]) -> None:
    """Replace what was reported of the costs of orders."""
    if old:
        tx.execute(delete(order_costs).where(tx.one_of(order_costs.c.order_id, old)))
    tx.load(order_costs, rows)


def costs(tx: Transaction, order_id: str) -> list[CostDraft]:
    """What was reported of an order's costs."""
    c = order_costs.c
    rows = tx.all(select(order_costs).where(c.order_id == order_id).order_by(c.number))
    return [CostDraft(CostKind(row.kind), row.amount, row.note) for row in rows]


def next_revision(tx: Transaction) -> int:
    """Count one more batch of orders; one transaction at a time."""
    c = order_revision.c
    step = update(order_revision).values(revision=c.revision + 1).returning(c.revision)
    found = tx.scalar(step)
    if found is None:
        tx.execute(insert(order_revision), {"id": 1, "revision": 1})
        return 1
    return int(found)


def touch(tx: Transaction, order_ids: Sequence[str]) -> None:
    """Note that orders changed."""
    if order_ids:
        revision = next_revision(tx)
        tx.execute(
            update(orders).where(tx.one_of(orders.c.id, order_ids)).values(revision=revision)
        )


def set_status(tx: Transaction, order_id: str, status: OrderStatus, now: datetime) -> None:
    """Overwrite the status of an order, not what its source said."""
    here = update(orders).where(orders.c.id == order_id)
    tx.execute(here.values(status=status.value, updated_at=now))


def head(tx: Transaction, order_id: str) -> OrderHead | None:
    """One order without lines."""
    row = tx.first(select(*_HEAD).where(orders.c.id == order_id))
    return _head(row) if row else None


def heads(tx: Transaction, order_ids: Sequence[str]) -> list[OrderHead]:
    """Orders without lines."""
    return [_head(row) for row in tx.all(select(*_HEAD).where(tx.one_of(orders.c.id, order_ids)))]


def lines(tx: Transaction, order_ids: Iterable[str]) -> dict[str, list[Line]]:
    """Lines by order, in their order."""
    c = order_lines.c
    query = select(c.order_id, *_LINE).where(tx.one_of(c.order_id, order_ids))
    found: dict[str, list[Line]] = {}
    for row in tx.all(query.order_by(c.order_id, c.line)):
        fields = dict(row._mapping)
        order_id = fields.pop("order_id")
        line = Line(**{**fields, "kind": LineKind(row.kind)})
        found.setdefault(order_id, []).append(line)
    return found


def matching(words: str, status: OrderStatus | None, channel: str | None) -> Select[Any]:
    """Query for orders that fit."""
    c = orders.c
    query = select(*_HEAD)
    if words:
        begins = c.number.startswith(words, autoescape=True)
        query = query.where(or_(begins, c.external_id == words))
    if status:
        query = query.where(c.status == status)
    return query.where(c.channel == channel) if channel else query


def of_customers(customer_ids: Sequence[str]) -> Select[Any]:
    """Query for the orders of a person."""
    return select(*_HEAD).where(orders.c.customer_id.in_(customer_ids))


def count(tx: Transaction, query: Select[Any]) -> int:
    """How many rows a query has."""
    return int(tx.scalar(select(func.count()).select_from(query.subquery())))


# What a list of orders can be sorted by; a minus in front puts the largest first.
SORTS = {"at": orders.c.placed_at, "total": orders.c.total}


def sorted_by(
    tx: Transaction, query: Select[Any], sort: str, after: tuple[Any, str] | None, limit: int
) -> list[OrderHead]:
    """The next orders of a query by a column of `SORTS`, behind its value and id."""
    column, key = SORTS[sort.removeprefix("-")], orders.c.id
    down = sort.startswith("-")
    if after is not None:
        value, last = after
        beyond = column < value if down else column > value
        below = key < last if down else key > last
        query = query.where(beyond | ((column == value) & below))
    order = (column.desc(), key.desc()) if down else (column, key)
    return [_head(row) for row in tx.all(query.order_by(*order).limit(limit))]


def bought(tx: Transaction, customer_ids: Sequence[str], limit: int) -> list[Bought]:
    """Product lines that a person bought, newest first."""
    o, line = orders.c, order_lines.c
    query = select(
        line.product_id,
        o.id.label("order_id"),
        o.placed_at.label("at"),
        line.quantity,
        line.unit_price,
        o.currency,
    ).join(order_lines, line.order_id == o.id)
    query = query.where(o.customer_id.in_(customer_ids), o.status.not_in(NOT_SOLD))
    query = query.where(line.kind == LineKind.PRODUCT, line.product_id.is_not(None))
    newest_first = query.order_by(o.placed_at.desc(), o.id.desc(), line.line).limit(limit)
    return [Bought(*tuple(row)) for row in tx.all(newest_first)]


def buyers_among(tx: Transaction, customer_ids: Iterable[str]) -> set[str]:
    """Which of these customers ordered."""
    c = orders.c
    query = select(c.customer_id).where(tx.one_of(c.customer_id, customer_ids)).distinct()
    return {row.customer_id for row in tx.all(query)}


def products_among(tx: Transaction, product_ids: Iterable[str]) -> set[str]:
    """Which of these products were ordered."""
    c = order_lines.c
    query = select(c.product_id).where(tx.one_of(c.product_id, product_ids)).distinct()
    return {row.product_id for row in tx.all(query)}


def forget_person(tx: Transaction, customer_id: str) -> int:
    """Cut orders off a person; what was sold stays for the books. Returns how many orders."""
    own = update(orders).where(orders.c.customer_id == customer_id)
    return tx.execute(own.values(customer_id=None))


def _head(row: Row[Any]) -> OrderHead:
    values = {"status": OrderStatus(row.status), "attributes": row.attributes or {}}
    return OrderHead(**{**row._mapping, **values})
