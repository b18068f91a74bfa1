"""Goods that came in, as the moving average of what was on hand: from the beginning, each time."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import accumulate

from shopweave.algorithms.money import moving_average
from shopweave.commerce import stock
from shopweave.commerce.money.book import CostBook
from shopweave.commerce.money.records import costs as records
from shopweave.commerce.money.types import CostPrice, GoodsIn
from shopweave.foundation.database import Transaction, thousandths

# Of what holds from one moment on, nothing was there before the other.
_JUST_BEFORE = timedelta(microseconds=1)


def settle(tx: Transaction, product_ids: Collection[str]) -> list[CostPrice]:
    """Average everything that came in of these products anew; returns the costs that moved.

    It follows from what was told alone, so that a receipt told late, corrected or taken out gives
    what it would have given had it been right from the start.
    """
    told = records.goods_in(tx, product_ids)
    if not any(one.units is not None for one in told):
        return []
    had, book = _had(told), CostBook()
    moved: dict[str, CostPrice] = {}
    for one in told:
        cost = one.cost
        if one.units is not None:
            cost = replace(cost, amount=_average(book, one, had[one.id]))
            if cost != one.cost:
                moved[one.id] = cost
        book.enter(cost)
    records.settle(tx, {key: cost.amount for key, cost in moved.items()})
    return list(moved.values())


def on_hand(tx: Transaction, product_ids: Collection[str]) -> Counter[str]:
    """Thousandths of a unit that lie anywhere, by product or variant."""
    levels: Counter[str] = Counter()
    for level in stock.of_products(tx, product_ids) if product_ids else ():
        levels[level.variant_id] += thousandths(level.on_hand) if level.tracked else 0
    return levels


def _average(book: CostBook, one: GoodsIn, had: int) -> int:
    """Other currencies before are not mixed in."""
    cost, paid = one.cost, one.paid or 0
    before = book.find(cost.product_id, cost.owner_id, cost.since - _JUST_BEFORE)
    known = before.amount if before and before.currency == cost.currency else None
    return moving_average(had, known, one.units or 0, paid)


def _had(told: Iterable[GoodsIn]) -> dict[str, int]:
    """What lay there before each came."""
    by_owner: defaultdict[str, list[GoodsIn]] = defaultdict(list)
    for one in told:
        if one.units is not None:
            by_owner[one.cost.owner_id].append(one)
    return {key: units for some in by_owner.values() for key, units in _before_each(some)}


def _before_each(came: Sequence[GoodsIn]) -> Iterable[tuple[str, int]]:
    """The stock that was seen when a receipt was told holds it, and all that came up to then."""
    days = [one.cost.since for one in came]
    sums = list(accumulate((one.units or 0 for one in came), initial=0))
    for number, one in enumerate(came):
        seen = max(number + 1, bisect_right(days, one.told_at))
        yield one.id, (one.stock or 0) - (sums[seen] - sums[number])
