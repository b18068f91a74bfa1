"""Every statement that the ledger of events sends to the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Row,
    bindparam,
    delete,
    func,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.dialects import sqlite

from shopweave.commerce.events.arrival import Stored
from shopweave.commerce.events.tables import event_tallies, events
from shopweave.commerce.events.types import Event, Kind, Tally, Unstored
from shopweave.foundation.database import Transaction, micros

# In the order of the fields of `Event`.
_EVENT = [events.c[field.name] for field in fields(Event)]


def _event(row: Row[Any]) -> Event:
    return Event(*tuple(row))


def latest(tx: Transaction, limit: int) -> list[Event]:
    """The newest events of all visitors, newest first."""
    query = select(*_EVENT).order_by(events.c.id.desc()).limit(limit)
    return [_event(row) for row in tx.all(query)]


def of_customers(tx: Transaction, customer_ids: Sequence[str], limit: int | None) -> list[Event]:
    """Newest events of one person, who may carry several pseudonyms."""
    query = select(*_EVENT).where(events.c.customer_id.in_(customer_ids))
    return [_event(row) for row in tx.all(query.order_by(events.c.id.desc()).limit(limit))]


def let_go(tx: Transaction, customer_id: str) -> int:
    """Leave the person's events without person and session; returns how many there were."""
    mine = update(events).where(events.c.customer_id == customer_id)
    return tx.execute(mine.values(customer_id=None, session_id=None))


def after(tx: Transaction, after_id: int, limit: int) -> list[Event]:
    """Events behind `after_id`, oldest first."""
    query = select(*_EVENT).where(events.c.id > after_id).order_by(events.c.id).limit(limit)
    return [_event(row) for row in tx.all(query)]


def reviews(tx: Transaction) -> Iterator[tuple[str, str, int]]:
    """Customer, product and moment (microseconds) of each rating, oldest entry first."""
    query = (
        select(
            events.c.customer_id,
            events.c.product_id,
            type_coerce(events.c.at, BigInteger).label("at"),
        )
        .where(events.c.type == Kind.REVIEWED.value)
        .where(events.c.customer_id.is_not(None), events.c.product_id.is_not(None))
        .order_by(events.c.id)
    )
    for row in tx.all(query):
        yield row.customer_id, row.product_id, row.at


def looks(tx: Transaction, kinds: Sequence[str], newest: int) -> Iterator[tuple[str, str, int]]:
    """Visitor, product and moment (microseconds) of such events among the newest, oldest first."""
    c = events.c
    query = (
        select(c.customer_id, c.product_id, type_coerce(c.at, BigInteger).label("at"))
        .where(c.id > _last_id(tx) - newest, c.type.in_(kinds))
        .where(c.customer_id.is_not(None), c.product_id.is_not(None))
        .order_by(c.id)
    )
    for row in tx.all(query):
        yield row.customer_id, row.product_id, row.at


def tallies(tx: Transaction, since: datetime) -> list[Tally]:
    """Counts per hour, source and reason from `since` on, newest first."""
    query = select(event_tallies).where(event_tallies.c.hour >= since)
    rows = tx.all(query.order_by(event_tallies.c.hour.desc()))
    return [_tally(row) for row in rows]


def _tally(row: Row[Any]) -> Tally:
    found = dict(row._mapping)
    return Tally(**(found | {"reason": Unstored(found["reason"])}))


_COLUMNS = [column.name for column in events.c if column.name != "id"]
_NAMES = ", ".join(_COLUMNS)
_SQLITE_INSERT = str(events.insert().compile(dialect=sqlite.dialect(), column_keys=_COLUMNS))
_POSTGRESQL_COPY = f"COPY events ({_NAMES}) FROM STDIN"
_KNOWN = select(events.c.message).where(events.c.message.in_(bindparam("messages", expanding=True)))
_LAST_ID = select(func.max(events.c.id))
_TALLY_KEY = ("hour", "source_id", "reason", "detail")
_ADD_TO_TALLY = text(
    "INSERT INTO event_tallies (hour, source_id, reason, detail, count)"
    " VALUES (:hour, :source_id, :reason, :detail, :count)"
    " ON CONFLICT (hour, source_id, reason, detail)"
    " DO UPDATE SET count = event_tallies.count + excluded.count"
)
# Below SQLite's limit of 32,766 values in a statement.
_AT_ONCE = 10_000
# Any number will do that nobody else locks; this one spells "events".
_LOCK = 0x6576656E7473


def take_turn(tx: Transaction) -> None:
    """Let one transaction at a time append, so that ids become visible in their order."""
    if tx.dialect == "postgresql":
        tx.connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def known(tx: Transaction, messages: Sequence[bytes]) -> set[bytes]:
    """Which of the messages are stored already."""
    found: set[bytes] = set()
    for start in range(0, len(messages), _AT_ONCE):
        rows = tx.all(_KNOWN, {"messages": messages[start : start + _AT_ONCE]})
        found.update(bytes(row[0]) for row in rows)
    return found


def append(tx: Transaction, rows: Sequence[Stored]) -> tuple[int, int]:
    """Add new rows, after `take_turn`; returns the first and the last id.

    The driver's fastest ways: COPY, and a prepared statement without the detour over names.
    """
    before = _last_id(tx)
    if tx.dialect == "postgresql":
        cursor = tx.connection.connection.cursor()
        with cursor.copy(_POSTGRESQL_COPY) as copy:
            for row in rows:
                copy.write_row(row)
    else:
        tx.connection.exec_driver_sql(_SQLITE_INSERT, list(rows))
    return before + 1, _last_id(tx)


def remove(tx: Transaction, messages: Sequence[bytes]) -> int:
    """Take events out of the ledger; returns how many went."""
    return tx.execute(delete(events).where(events.c.message.in_(messages)))


def _last_id(tx: Transaction) -> int:
    return int(tx.scalar(_LAST_ID) or 0)


def count_unstored(tx: Transaction, counted: Mapping[tuple[datetime, str, str, str], int]) -> None:
    """Add to the tallies: (hour, source, reason, detail) to a number."""
    rows = [
        dict(zip(_TALLY_KEY, key, strict=True), hour=micros(key[0]), count=count)
        for key, count in sorted(counted.items())
    ]
    tx.execute(_ADD_TO_TALLY, rows)


def visitors_among(tx: Transaction, customer_ids: Sequence[str]) -> set[str]:
    """Which of these customers the ledger knows."""
    c = events.c
    query = select(c.customer_id).where(tx.one_of(c.customer_id, customer_ids)).distinct()
    return {row.customer_id for row in tx.all(query)}
