"""Every statement about returns."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from shopweave.commerce.returns.tables import return_lines, returns
from shopweave.commerce.returns.types import Condition, Return, ReturnedLine
from shopweave.foundation.database import Transaction

c = returns.c
_HEAD = [column for column in c if column.name != "hash"]


@dataclass(frozen=True, slots=True)
class Known:
    """A return that was entered, with the digest of what was entered."""

    id: str
    hash: bytes


def add(tx: Transaction, made: Return, mark: bytes) -> None:
    """Insert a return."""
    head = {key: value for key, value in asdict(made).items() if key != "lines"}
    tx.execute(insert(returns), {**head, "hash": mark})
    tx.load(return_lines, [{"return_id": made.id, **asdict(line)} for line in made.lines])


def remove(tx: Transaction, key: str) -> None:
    """Delete the return under a caller's key."""
    gone = select(c.id).where(c.key == key)
    tx.execute(delete(return_lines).where(return_lines.c.return_id.in_(gone)))
    tx.execute(delete(returns).where(c.key == key))


def by_key(tx: Transaction, key: str) -> Known | None:
    """The return under a caller's key."""
    row = tx.first(select(c.id, c.hash).where(c.key == key))
    return Known(row.id, bytes(row.hash)) if row else None


def by_id(tx: Transaction, return_id: str) -> Return | None:
    """One return."""
    found = _some(tx, c.id == return_id)
    return found[0] if found else None


def of_order(tx: Transaction, order_id: str) -> list[Return]:
    """What came back of an order, the first first."""
    return _some(tx, c.order_id == order_id)


def of_person(tx: Transaction, customer_id: str) -> list[Return]:
    """What a person brought back."""
    return _some(tx, c.customer_id == customer_id)


def forget_person(tx: Transaction, customer_id: str) -> int:
    """Cut returns off a person; the books keep the money."""
    return tx.execute(update(returns).where(c.customer_id == customer_id).values(customer_id=None))


def _some(tx: Transaction, condition: ColumnElement[bool]) -> list[Return]:
    heads = tx.all(select(*_HEAD).where(condition).order_by(c.at, c.id))
    lines: dict[str, list[ReturnedLine]] = {}
    query = select(return_lines).where(
        tx.one_of(return_lines.c.return_id, [head.id for head in heads])
    )
    for row in tx.all(query.order_by(return_lines.c.line)) if heads else ():
        fields = dict(row._mapping)
        owner = fields.pop("return_id")
        fields["condition"] = Condition(row.condition)
        lines.setdefault(owner, []).append(ReturnedLine(**fields))
    return [_return(head, lines.get(head.id, [])) for head in heads]


def _return(row: Row[Any], lines: Sequence[ReturnedLine]) -> Return:
    return Return(**row._mapping, lines=tuple(lines))
