"""Goods that came in, as the moving average of what is on hand."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from shopweave.algorithms.money import moving_average
from shopweave.commerce import stock
from shopweave.commerce.money.book import BEGINNING, CostBook
from shopweave.commerce.money.types import CostPrice, CostPriceDraft, Origin
from shopweave.foundation.database import Transaction, thousandths

# The cost that a correction overwrites is none that was there before it.
_JUST_BEFORE = timedelta(microseconds=1)


def averaged(
    tx: Transaction,
    book: CostBook,
    owners: Mapping[CostPriceDraft, tuple[str, str]],
    news: Collection[CostPriceDraft],
) -> dict[CostPriceDraft, int]:
    """What a unit costs from each of `news` on, as if all had come one after another.

    owners: every dated draft of the batch, with what it is of and its product. The book learns
    the news. Counted stock holds all that came, so that what came later is taken off again.
    """
    received = [one for one in owners if one.units is not None]
    still = _on_hand(tx, {owners[one][1] for one in received})
    still.subtract(_came(received, owners))
    amounts: dict[CostPriceDraft, int] = {}
    for draft in sorted(owners, key=_moment):
        owner, product = owners[draft]
        if draft in news:
            amounts[draft] = _amount(book, product, owner, draft, still[owner])
            book.enter(_cost(owner, product, draft, amounts[draft]))
        still[owner] += thousandths(draft.units or 0)
    return amounts


def _amount(book: CostBook, product: str, owner: str, draft: CostPriceDraft, had: int) -> int:
    """Other currencies before are not mixed in."""
    if draft.units is None:
        return draft.amount
    before = book.find(product, owner, _moment(draft) - _JUST_BEFORE)
    known = before.amount if before and before.currency == draft.currency else None
    return moving_average(had, known, thousandths(draft.units), draft.amount)


def _on_hand(tx: Transaction, products: Collection[str]) -> Counter[str]:
    levels: Counter[str] = Counter()
    for level in stock.of_products(tx, products) if products else ():
        levels[level.variant_id] += thousandths(level.on_hand) if level.tracked else 0
    return levels


def _came(
    received: Iterable[CostPriceDraft], owners: Mapping[CostPriceDraft, tuple[str, str]]
) -> Counter[str]:
    units: Counter[str] = Counter()
    for one in received:
        units[owners[one][0]] += thousandths(one.units or 0)
    return units


def _cost(owner: str, product: str, draft: CostPriceDraft, amount: int) -> CostPrice:
    origin = Origin.ENTERED if draft.units is None else Origin.RECEIPT
    return CostPrice(owner, product, _moment(draft), amount, draft.currency, origin)


def _moment(draft: CostPriceDraft) -> datetime:
    return draft.since or BEGINNING
