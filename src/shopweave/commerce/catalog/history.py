"""Which price held when, and which former one may be shown beside a reduced one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from shopweave.algorithms.money import Change, lowest_between, reduction_at
from shopweave.commerce.catalog.preferences import PricingPreferences
from shopweave.commerce.catalog.records import history as records
from shopweave.commerce.catalog.types import Price, PriceChange
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction, micros

Owner = tuple[str, str]
_DAY = 86_400_000_000


def note_prices(tx: Transaction, product_ids: Sequence[str], now: datetime) -> None:
    """Append what changed of the prices of products since they were last noted."""
    before = {(row.owner_id, row.currency): row for row in records.latest(tx, product_ids)}
    held = {(row.owner_id, row.currency): row for row in records.current(tx, product_ids)}
    rows = [_row(row, now) for key, row in held.items() if _differs(row, before.get(key))]
    ended = (row for key, row in before.items() if key not in held and row.amount is not None)
    gone = {"amount": None, "compare_at": None}
    records.add(tx, [*rows, *({**_row(row, now), **gone} for row in ended)])


def price_history(tx: Transaction, product_id: str) -> list[PriceChange]:
    """Every price of a product and its variants, oldest first."""
    return [
        PriceChange(row.owner_id, row.currency, row.at, row.amount, row.compare_at)
        for row in records.of_products(tx, [product_id])
    ]


def lowest_in(
    tx: Transaction, product_id: str, now: datetime, days: int = 30
) -> dict[Owner, int | None]:
    """The lowest price of the days before a reduction began, or of the last days without one.

    By (product or variant, currency); None when no price is known for those days.
    """
    until = micros(now)
    found: dict[Owner, int | None] = {}
    for owner, changes in _by_owner(records.of_products(tx, [product_id])):
        reduction = reduction_at(changes, until, days)
        since = until - days * _DAY
        found[owner] = reduction.lowest if reduction else lowest_between(changes, since, until + 1)
    return found


def references(tx: Transaction, product_ids: Iterable[str]) -> dict[Owner, int | None]:
    """What each reduced price must be compared with; None when nothing is known before it."""
    days = preferences.get(tx, PricingPreferences).reference_days
    found: dict[Owner, int | None] = {}
    for owner, changes in _by_owner(records.of_products(tx, product_ids)):
        reduction = reduction_at(changes, changes[-1].at, days)
        if reduction is not None:
            found[owner] = reduction.lowest
    return found


def lawful(
    tx: Transaction, priced: Mapping[str, Sequence[Price]], product_ids: Iterable[str], country: str
) -> Mapping[str, Sequence[Price]]:
    """Prices by owner as they may be shown in a country ("" when it is not known).

    Where the law asks for it, the price crossed out is the lowest one before the reduction, or
    none if that was not higher, or is not known.
    """
    if not any(price.compare_at is not None for some in priced.values() for price in some):
        return priced
    if not preferences.get(tx, PricingPreferences).ask_for_reference(country):
        return priced
    known = references(tx, product_ids)
    return {
        owner: tuple(_shown(price, known.get((owner, price.currency))) for price in some)
        for owner, some in priced.items()
    }


def _shown(price: Price, reference: int | None) -> Price:
    """The price, crossed out beside it only what the law lets stand there."""
    if price.compare_at is None:
        return price
    higher = reference is not None and reference > price.amount
    return replace(price, compare_at=reference if higher else None)


def _by_owner(rows: Sequence[Any]) -> Iterable[tuple[Owner, list[Change]]]:
    def owner(row: Any) -> Owner:
        return row.owner_id, row.currency

    for key, some in groupby(sorted(rows, key=owner), key=owner):
        yield key, [Change(r.micros, r.amount, r.compare_at is not None) for r in some]


def _differs(row: Any, before: Any) -> bool:
    return before is None or (row.amount, row.compare_at) != (before.amount, before.compare_at)


def _row(row: Any, now: datetime) -> dict[str, Any]:
    return {
        "product_id": row.product_id,
        "owner_id": row.owner_id,
        "source_id": row.source_id,
        "currency": row.currency,
        "at": now,
        "amount": row.amount,
        "compare_at": row.compare_at,
    }
