"""Every statement about reservations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, or_, select, update

from shopweave.commerce.stock.promised import (
    Reservation,
    ReservationKind,
    ReservationState,
    Share,
)
from shopweave.commerce.stock.tables import stock_reservation_lines, stock_reservations
from shopweave.foundation.database import Transaction

Values = Mapping[str, Any]
_head = stock_reservations.c
_line = stock_reservation_lines.c


@dataclass(frozen=True, slots=True)
class Known:
    """A reservation that is there, with the digest of what was asked."""

    reservation: Reservation
    hash: bytes


def add(tx: Transaction, heads: Sequence[Values], lines: Sequence[Values]) -> None:
    """Insert reservations."""
    tx.load(stock_reservations, heads)
    tx.load(stock_reservation_lines, lines)


def replace(tx: Transaction, heads: Sequence[Values], lines: Sequence[Values]) -> None:
    """Overwrite reservations and their lines."""
    if heads:
        kept = {"id", "key", "created_at"}
        names = [name for name in heads[0] if name not in kept]
        tx.upsert(stock_reservations, heads, key=["id"], update=names)
        ids = [head["id"] for head in heads]
        tx.execute(delete(stock_reservation_lines).where(tx.one_of(_line.reservation_id, ids)))
        tx.load(stock_reservation_lines, lines)


def by_keys(tx: Transaction, keys: Iterable[str]) -> dict[str, Known]:
    """Reservations by the callers' keys."""
    return {one.reservation.key: one for one in _known(tx, tx.one_of(_head.key, keys))}


def by_id(tx: Transaction, reservation_id: str) -> Reservation | None:
    """One reservation."""
    found = _known(tx, _head.id == reservation_id)
    return found[0].reservation if found else None


def referring(tx: Transaction, source_id: str, references: Iterable[str]) -> list[Reservation]:
    """What a channel holds under its own numbers."""
    own = (_head.source_id == source_id) & (_head.state == ReservationState.HELD)
    return [one.reservation for one in _known(tx, own & tx.one_of(_head.reference, references))]


def newest(
    tx: Transaction, kinds: Sequence[ReservationKind], now: datetime, limit: int
) -> list[Reservation]:
    """What is held now, the newest first."""
    living = (_head.state == ReservationState.HELD) & _living(_head.expires_at, now)
    return [one.reservation for one in _known(tx, living & _head.kind.in_(kinds), limit)]


def overdue(tx: Transaction, now: datetime, limit: int) -> list[Reservation]:
    """What is held no longer, and not yet marked so."""
    late = (_head.state == ReservationState.HELD) & (_head.expires_at <= now)
    return [one.reservation for one in _known(tx, late, limit)]


def older(tx: Transaction, before: datetime, limit: int) -> list[Reservation]:
    """Orders that were reserved before a time and are still held."""
    old = (_head.kind == ReservationKind.ORDER) & (_head.state == ReservationState.HELD)
    return [one.reservation for one in _known(tx, old & (_head.created_at < before), limit)]


def refer(tx: Transaction, keys: Iterable[str], reference: str) -> None:
    """Note something at reservations."""
    named = update(stock_reservations).where(tx.one_of(_head.key, keys))
    tx.execute(named.values(reference=reference))


def end(tx: Transaction, ids: Iterable[str], state: ReservationState, now: datetime) -> None:
    """End reservations; their lines stay to tell which place gave what."""
    wanted = list(ids)
    tx.execute(
        update(stock_reservations)
        .where(tx.one_of(_head.id, wanted))
        .values(state=state.value, ended_at=now)
    )
    tx.execute(
        update(stock_reservation_lines)
        .where(tx.one_of(_line.reservation_id, wanted))
        .values(held=False)
    )


def reserved(
    tx: Transaction, variant_ids: Iterable[str], now: datetime, without: Iterable[str] = ()
) -> dict[tuple[str, str], float]:
    """Units held by variant and place; `without` some reservations."""
    query = select(_line.variant_id, _line.place_id, func.sum(_line.quantity).label("units"))
    query = query.where(tx.one_of(_line.variant_id, variant_ids), _line.held.is_(True))
    left_out = list(without)
    if left_out:
        query = query.where(~tx.one_of(_line.reservation_id, left_out))
    query = query.where(_living(_line.expires_at, now))
    rows = tx.all(query.group_by(_line.variant_id, _line.place_id))
    return {(row.variant_id, row.place_id): float(row.units) for row in rows}


def export(tx: Transaction, customer_id: str) -> list[Reservation]:
    """Everything that was ever kept for a person."""
    return [one.reservation for one in _known(tx, _head.customer_id == customer_id)]


def forget_person(tx: Transaction, customer_id: str) -> int:
    """Cut reservations off a person."""
    own = update(stock_reservations).where(_head.customer_id == customer_id)
    return tx.execute(own.values(customer_id=None))


def _living(column: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
    return or_(column.is_(None), column > now)


def _known(
    tx: Transaction, condition: ColumnElement[bool], limit: int | None = None
) -> list[Known]:
    query = select(stock_reservations).where(condition).order_by(_head.created_at.desc(), _head.id)
    heads = tx.all(query.limit(limit) if limit else query)
    shares: dict[str, list[Share]] = {}
    lines = select(stock_reservation_lines).where(
        tx.one_of(_line.reservation_id, [head.id for head in heads])
    )
    for row in tx.all(lines.order_by(_line.reservation_id, _line.line)) if heads else ():
        share = Share(row.product_id, row.variant_id, row.place_id, row.quantity)
        shares.setdefault(row.reservation_id, []).append(share)
    return [Known(_reservation(head, shares.get(head.id, [])), bytes(head.hash)) for head in heads]


def _reservation(row: Row[Any], shares: Sequence[Share]) -> Reservation:
    return Reservation(
        row.id,
        row.key,
        ReservationKind(row.kind),
        ReservationState(row.state),
        row.source_id,
        row.reference,
        row.customer_id,
        row.created_at,
        row.expires_at,
        row.ended_at,
        tuple(shares),
    )
