"""Every statement that the audit log sends to the database."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select, select, update

from shopweave.foundation.database import Transaction
from shopweave.trust.audit.chain import START, Link
from shopweave.trust.audit.tables import audit_checkpoints, audit_entries, audit_head

_PAGE = 1000


def lock_head(tx: Transaction) -> tuple[int, bytes]:
    """Number and hash of the newest entry, locked until this transaction ends."""
    locked = select(audit_head).where(audit_head.c.id == 1).with_for_update()
    if tx.first(locked) is None:
        tx.insert_new(audit_head, [{"id": 1, "number": 0, "hash": START}], key=("id",))
    return _number_and_hash(tx, locked)


def head(tx: Transaction) -> tuple[int, bytes]:
    """Number and hash of the newest entry; 0 for an empty log."""
    return _number_and_hash(tx, select(audit_head).where(audit_head.c.id == 1))


def hash_of(tx: Transaction, number: int) -> bytes | None:
    """The stored hash of an entry; that of the start for 0, None for a missing one."""
    own = select(audit_entries.c.hash).where(audit_entries.c.number == number)
    found: bytes | None = START if number == 0 else tx.scalar(own)
    return found


def append(tx: Transaction, link: Link, digest: bytes) -> None:
    """Add an entry and move the head to it."""
    values = {name: getattr(link, name) for name in Link.__slots__}
    tx.execute(audit_entries.insert(), {**values, "hash": digest})
    moved = update(audit_head).where(audit_head.c.id == 1)
    tx.execute(moved.values(number=link.number, hash=digest))


def links(tx: Transaction) -> Iterator[tuple[Link, bytes]]:
    """Every entry in order, with its hash; read in pages."""
    last = -1
    while rows := tx.all(_after(last).limit(_PAGE)):
        yield from ((link_of(row), row.hash) for row in rows)
        last = rows[-1].number


def link_of(row: Row[Any]) -> Link:
    """Return the entry of a row."""
    return Link(*(getattr(row, name) for name in Link.__slots__))


def search(tx: Transaction, subject: str | None, before: int | None, limit: int) -> list[Row[Any]]:
    """Entries of a subject, or all, newest first."""
    statement = select(audit_entries).order_by(audit_entries.c.number.desc()).limit(limit)
    if subject is not None:
        statement = statement.where(audit_entries.c.subject == subject)
    if before is not None:
        statement = statement.where(audit_entries.c.number < before)
    return tx.all(statement)


def add_checkpoint(tx: Transaction, values: dict[str, Any]) -> None:
    """Keep a sealed checkpoint; one per entry number."""
    tx.insert_new(audit_checkpoints, [values], key=("number",))


def checkpoints(tx: Transaction) -> list[Row[Any]]:
    """Every checkpoint in order."""
    return tx.all(select(audit_checkpoints).order_by(audit_checkpoints.c.number))


def _number_and_hash(tx: Transaction, statement: Select[Any]) -> tuple[int, bytes]:
    row = tx.first(statement)
    return (row.number, row.hash) if row else (0, START)


def _after(number: int) -> Select[Any]:
    entries = audit_entries
    return select(entries).where(entries.c.number > number).order_by(entries.c.number)
