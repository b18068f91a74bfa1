"""Every statement about exchange rates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, delete, func, select

from shopweave.commerce.money.tables import exchange_rates
from shopweave.foundation.database import Transaction

c = exchange_rates.c
_KEY = ["base", "currency", "day"]


def among(tx: Transaction, currencies: Iterable[str]) -> Sequence[Row[Any]]:
    """(base, currency, day, nano) of every rate of these currencies."""
    query = select(c.base, c.currency, c.day, c.nano)
    return tx.all(query.where(tx.one_of(c.currency, list(currencies))))


def newest(tx: Transaction) -> Sequence[Row[Any]]:
    """The last rate of each pair."""
    last = select(c.base, c.currency, func.max(c.day).label("day")).group_by(c.base, c.currency)
    own = last.subquery()
    query = select(exchange_rates).join(
        own, (c.base == own.c.base) & (c.currency == own.c.currency) & (c.day == own.c.day)
    )
    return tx.all(query.order_by(c.base, c.currency))


def overwrite(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rates, whatever stood there."""
    tx.upsert(exchange_rates, rows, key=_KEY)


def add_new(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> list[Row[Any]]:
    """Write rates where none stands; returns (base, currency, day) of those that were new."""
    return tx.insert_new(exchange_rates, rows, key=_KEY)


def held(tx: Transaction, base: str, currency: str, day: int) -> int | None:
    """The rate that was told for exactly this day."""
    query = select(c.nano).where(c.base == base, c.currency == currency, c.day == day)
    found = tx.scalar(query)
    return None if found is None else int(found)


def remove(tx: Transaction, base: str, currency: str, day: int) -> None:
    """Forget one rate."""
    tx.execute(delete(exchange_rates).where(c.base == base, c.currency == currency, c.day == day))


def of_import(tx: Transaction, import_id: str, limit: int) -> Sequence[Row[Any]]:
    """(base, currency, day) of rates that an import brought."""
    query = select(c.base, c.currency, c.day).where(c.import_id == import_id)
    return tx.all(query.limit(limit))
