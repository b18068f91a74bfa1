"""Who buys, with what their orders come to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from shopweave.commerce import customers
from shopweave.commerce.inbound import cursor as cursors
from shopweave.commerce.orders.records import sums
from shopweave.foundation.database import Transaction

_EPOCH = datetime.fromtimestamp(0, UTC)


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


_KEYS: dict[str, Callable[[Buyer], tuple[object, ...]]] = {
    "spent": lambda buyer: (buyer.amount, buyer.customer_id),
    "orders": lambda buyer: (buyer.orders, buyer.customer_id),
    "last": lambda buyer: (buyer.last_at or _EPOCH, buyer.customer_id),
}


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
    found.sort(key=_KEYS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    end = begin + limit
    following = cursors.write(end) if end < len(found) else None
    return BuyerPage(tuple(found[begin:end]), len(found), following)


def _by_person(tx: Transaction, customer_ids: Sequence[str] | None) -> list[Buyer]:
    """Sums per person, whatever pseudonyms the orders stand under."""
    merged = customers.every_canonical(tx)
    wanted = None if customer_ids is None else _with_merged(customer_ids, merged)
    people: dict[str, list[Buyer]] = {}
    for row in sums.by_customer(tx, wanted):
        person = merged.get(row.customer_id, row.customer_id)
        last = datetime.fromtimestamp(row.last_at / 1_000_000, UTC)
        part = Buyer(person, row.orders, int(row.amount), row.currency, last)
        people.setdefault(person, []).append(part)
    return [_joined(parts) for parts in people.values()]


def _with_merged(customer_ids: Iterable[str], merged: dict[str, str]) -> list[str]:
    wanted = set(customer_ids)
    return [*wanted, *(loser for loser, winner in merged.items() if winner in wanted)]


def _joined(parts: list[Buyer]) -> Buyer:
    if len(parts) == 1:
        return parts[0]
    amounts: dict[str, int] = {}
    for part in parts:
        amounts[part.currency] = amounts.get(part.currency, 0) + part.amount
    main = max(amounts, key=lambda currency: amounts[currency])
    last = max(part.last_at or _EPOCH for part in parts)
    return Buyer(parts[0].customer_id, sum(p.orders for p in parts), amounts[main], main, last)
