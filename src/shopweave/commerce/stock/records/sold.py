"""What a channel's own orders took."""

from datetime import datetime

from sqlalchemy import exists, func, select

from shopweave.commerce.stock.promised import ORDER_KEY, ReservationKind, ReservationState
from shopweave.commerce.stock.tables import (
    stock_movements,
    stock_reservation_lines,
    stock_reservations,
)
from shopweave.foundation.database import Transaction

_TAKES = (ReservationState.HELD, ReservationState.TAKEN)


def sold_since(tx: Transaction, source_id: str, variant_id: str, since: datetime) -> float:
    """Units that orders of a source, met after `since`, keep or have moved, less returns."""
    return _kept(tx, source_id, variant_id, since) - _moved(tx, source_id, variant_id, since)


def _kept(tx: Transaction, source_id: str, variant_id: str, since: datetime) -> float:
    head, line = stock_reservations.c, stock_reservation_lines.c
    query = select(func.sum(line.quantity)).where(
        line.reservation_id == head.id,
        line.variant_id == variant_id,
        head.source_id == source_id,
        head.kind == ReservationKind.ORDER,
        head.state.in_(_TAKES),
        head.created_at > since,
    )
    return float(tx.scalar(query) or 0)


def _moved(tx: Transaction, source_id: str, variant_id: str, since: datetime) -> float:
    """Of orders that nothing was kept for: they were sent when they were met."""
    m, head = stock_movements.c, stock_reservations.c
    kept = exists().where(head.key == ORDER_KEY + m.reference)
    query = select(func.sum(m.quantity)).where(
        m.variant_id == variant_id,
        m.source_id == source_id,
        m.reference.is_not(None),
        m.recorded_at > since,
        ~kept,
    )
    return float(tx.scalar(query) or 0)
