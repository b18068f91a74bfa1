"""Whether a product's draft can go in."""

from collections.abc import Iterator

from shopweave.commerce.catalog.errors import NotAWeight
from shopweave.commerce.catalog.types import Price, ProductDraft
from shopweave.commerce.catalog.weights import LARGEST_WEIGHT
from shopweave.commerce.inbound.checks import Fault, first, key_fault, price_fault
from shopweave.commerce.inbound.errors import Missing, NegativePrice, TooLong

_LONGEST_TITLE = 1000


def fault(row: int, draft: ProductDraft) -> Fault | None:
    """The first thing wrong with a draft."""
    if not draft.title.strip():
        return "title", Missing(row=row, field="title")
    if len(draft.title) > _LONGEST_TITLE:
        return "title", TooLong(row=row, field="title", most=_LONGEST_TITLE)
    return first(_faults(row, draft))


def _faults(row: int, draft: ProductDraft) -> Iterator[Fault | None]:
    yield from (_length_fault(row, "categories", path, 500) for path in draft.categories)
    yield from (_length_fault(row, "texts", language, 12) for language in draft.texts)
    for code in (draft.sku, draft.gtin, draft.brand):
        yield _length_fault(row, "sku, gtin or brand", code or "", 500)
    yield from _price_faults(row, draft.prices)
    yield _cost_fault(row, draft.cost)
    yield _weight_fault(draft.weight)
    for variant in draft.variants:
        yield key_fault(row, variant.external_id)
        yield from _price_faults(row, variant.prices)
        yield _cost_fault(row, variant.cost)
        yield _weight_fault(variant.weight)


def _price_faults(row: int, prices: tuple[Price, ...]) -> Iterator[Fault | None]:
    for price in prices:
        yield price_fault(row, "price", price.amount, price.currency)
        yield price_fault(row, "compare_at", price.compare_at, price.currency)


def _cost_fault(row: int, cost: int | None) -> Fault | None:
    if cost is not None and cost < 0:
        return "cost", NegativePrice(row=row, field="cost", amount=cost)
    return None


def _weight_fault(grams: int | None) -> Fault | None:
    if grams is not None and not 1 <= grams <= LARGEST_WEIGHT:
        return "weight", NotAWeight(text=str(grams))
    return None


def _length_fault(row: int, field: str, text: str, most: int) -> Fault | None:
    return (field, TooLong(row=row, field=field, most=most)) if len(text) > most else None
