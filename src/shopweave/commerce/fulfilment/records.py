"""Every statement about orders on their way."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from shopweave.commerce.fulfilment.tables import fulfilment_lines, fulfilment_steps, fulfilments
from shopweave.commerce.fulfilment.types import (
    Fulfilment,
    FulfilmentKind,
    FulfilmentState,
    Item,
    Step,
)
from shopweave.foundation.database import Transaction

Values = Mapping[str, Any]
c = fulfilments.c
_WAITING = (FulfilmentState.OPEN.value, FulfilmentState.READY.value)
_HEAD = [column for column in c if column.name != "code"]


def add(tx: Transaction, made: Fulfilment, code: bytes | None) -> None:
    """Insert one with what it holds."""
    head = {key: value for key, value in asdict(made).items() if key != "items"}
    tx.execute(insert(fulfilments), {**head, "code": code})
    rows = [{"fulfilment_id": made.id, **asdict(item)} for item in made.items]
    tx.load(fulfilment_lines, rows)


def change(tx: Transaction, fulfilment_id: str, now: datetime, **values: Any) -> None:
    """Overwrite some fields."""
    tx.execute(update(fulfilments).where(c.id == fulfilment_id).values(updated_at=now, **values))


def set_picked(tx: Transaction, fulfilment_id: str, line: int, picked: float) -> None:
    """Say how many are in the box."""
    lines = fulfilment_lines.c
    here = (lines.fulfilment_id == fulfilment_id) & (lines.line == line)
    tx.execute(update(fulfilment_lines).where(here).values(picked=picked))


def code_of(tx: Transaction, fulfilment_id: str) -> bytes | None:
    """The hash of the code that holds now."""
    found = tx.scalar(select(c.code).where(c.id == fulfilment_id))
    return bytes(found) if found is not None else None


def by_id(tx: Transaction, fulfilment_id: str) -> Fulfilment | None:
    """One fulfilment."""
    found = _some(tx, c.id == fulfilment_id)
    return found[0] if found else None


def of_order(tx: Transaction, order_id: str) -> list[Fulfilment]:
    """What is, or was, done for an order."""
    return _some(tx, c.order_id == order_id)


def waiting(
    tx: Transaction, place_id: str | None, kind: FulfilmentKind | None, limit: int
) -> list[Fulfilment]:
    """What waits to be picked, sent or collected, the oldest first."""
    condition: ColumnElement[bool] = c.state.in_(_WAITING)
    if place_id:
        condition &= c.place_id == place_id
    if kind:
        condition &= c.kind == kind.value
    return _some(tx, condition, limit)


def count_waiting(tx: Transaction) -> int:
    """How many wait for somebody."""
    query = select(func.count()).select_from(fulfilments).where(c.state.in_(_WAITING))
    return int(tx.scalar(query))


def overdue(tx: Transaction, now: datetime, limit: int) -> list[Fulfilment]:
    """What nobody collected in time."""
    return _some(tx, c.state.in_(_WAITING) & (c.until <= now), limit)


def note(tx: Transaction, step: Step) -> None:
    """Write a step down."""
    tx.execute(insert(fulfilment_steps), asdict(step))


def steps(tx: Transaction, order_id: str) -> list[Step]:
    """The steps of an order, the first first."""
    s = fulfilment_steps.c
    query = select(*(s[name] for name in Step.__dataclass_fields__)).where(s.order_id == order_id)
    return [Step(**row._mapping) for row in tx.all(query.order_by(s.at, s.id))]


def of_person(tx: Transaction, customer_id: str) -> list[Fulfilment]:
    """What was done for a person."""
    return _some(tx, c.customer_id == customer_id)


def forget_person(tx: Transaction, customer_id: str) -> int:
    """Cut fulfilments off a person, and let no code of hers open anything."""
    own = update(fulfilments).where(c.customer_id == customer_id)
    return tx.execute(own.values(customer_id=None, code=None))


def _some(
    tx: Transaction, condition: ColumnElement[bool], limit: int | None = None
) -> list[Fulfilment]:
    query = select(*_HEAD).where(condition).order_by(c.created_at, c.id)
    heads = tx.all(query.limit(limit) if limit else query)
    if not heads:
        return []
    lines = fulfilment_lines.c
    inside = select(fulfilment_lines).where(
        tx.one_of(lines.fulfilment_id, [head.id for head in heads])
    )
    items: dict[str, list[Item]] = {}
    for row in tx.all(inside.order_by(lines.fulfilment_id, lines.line)):
        fields = dict(row._mapping)
        items.setdefault(fields.pop("fulfilment_id"), []).append(Item(**fields))
    return [_fulfilment(head, items.get(head.id, [])) for head in heads]


def _fulfilment(row: Row[Any], items: Sequence[Item]) -> Fulfilment:
    kind, state = FulfilmentKind(row.kind), FulfilmentState(row.state)
    return Fulfilment(**{**row._mapping, "kind": kind, "state": state, "items": tuple(items)})
