"""Who buys, with what their orders come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from shopweave.commerce import customers
from shopweave.commerce.inbound import cursor as cursors
from shopweave.commerce.orders.records import sums
from shopweave.foundation.database import Transaction, from_micros


@dataclass(frozen=True, slots=True)
class Buyer:
    """One person under the pseudonym that counts. amount: goods, minor units of `currency`.

    With several currencies, that of the largest sum. last_at: None for who never bought.
    """

    customer_id: str
    orders: int
    amount: int
    currency: str
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class BuyerPage:
    """One page of buyers; `cursor` asks for the next one, None at the end."""

    buyers: tuple[Buyer, ...]
    total: int
    cursor: str | None


class _Sum(NamedTuple):
    """What one pseudonym bought in one currency. last: microseconds since 1970.

    A tuple, since thousands are sorted and only one page of them is shown.
    """

    customer_id: str
    currency: str
    orders: int
    amount: int
    last: int


_COLUMNS = {"spent": "amount", "orders": "orders", "last": "last"}


def buyers(
    tx: Transaction,
    *,
    sort: str = "-spent",
    customer_ids: Sequence[str] | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> BuyerPage:
    """Who bought, of all or of some people.

    sort: spent, orders or last; a minus in front puts the largest first.
    """
    key = cursors.read(cursor, int)
    begin = key[0] if key else 0
    found = _by_person(tx, customer_ids)
    column = attrgetter(_COLUMNS[sort.removeprefix("-")], "customer_id")
    found.sort(key=column, reverse=sort.startswith("-"))
    end = begin + limit
    following = cursors.write(end) if end < len(found) else None
    return BuyerPage(tuple(map(_buyer, found[begin:end])), len(found), following)


def _buyer(found: _Sum) -> Buyer:
    last = from_micros(found.last)
    return Buyer(found.customer_id, found.orders, int(found.amount), found.currency, last)


def _by_person(tx: Transaction, customer_ids: Sequence[str] | None) -> list[_Sum]:
    """Sums per person, whatever pseudonyms the orders stand under."""
    merged = customers.every_canonical(tx)
    wanted = None if customer_ids is None else _with_merged(customer_ids, merged)
    people: dict[str, list[_Sum]] = {}
    for row in map(_Sum._make, sums.by_customer(tx, wanted)):
        people.setdefault(merged.get(row.customer_id, row.customer_id), []).append(row)
    return [
        parts[0] if parts[0].customer_id == person and len(parts) == 1 else _joined(person, parts)
        for person, parts in people.items()
    ]


def _with_merged(customer_ids: Iterable[str], merged: dict[str, str]) -> list[str]:
    wanted = set(customer_ids)
    return [*wanted, *(loser for loser, winner in merged.items() if winner in wanted)]


def _joined(person: str, parts: Sequence[_Sum]) -> _Sum:
    amounts: dict[str, int] = {}
    for part in parts:
        amounts[part.currency] = amounts.get(part.currency, 0) + part.amount
    main = max(amounts, key=lambda currency: amounts[currency])
    times = sum(part.orders for part in parts)
    return _Sum(person, main, times, amounts[main], max(part.last for part in parts))
