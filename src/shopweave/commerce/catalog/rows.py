"""Drafts laid out as rows of the tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from shopweave.commerce.catalog import weights
from shopweave.commerce.catalog.types import Price, ProductDraft
from shopweave.commerce.inbound import Delivery

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with the product id it has in the record, and the digest of what it says."""

    id: str
    draft: ProductDraft
    hash: bytes
    implied: bool = False


def product_row(placed: Placed, delivery: Delivery, revision: int) -> Values:
    """The row of `products`; `in_stock` and `created_at` are for a new one only."""
    draft = placed.draft
    return {
        "id": placed.id,
        "source_id": delivery.source_id,
        "external_id": draft.external_id,
        "hash": placed.hash,
        "external_updated_at": draft.external_updated_at,
        "import_id": delivery.import_id,
        "historical": delivery.historical,
        "created_at": delivery.now,
        "updated_at": delivery.now,
        "title": draft.title.strip(),
        "brand": draft.brand,
        "attributes": draft.attributes,
        "images": list(draft.images),
        "cost": draft.cost,
        "weight": draft.weight or weights.among(draft.attributes),
        "sku": draft.sku,
        "gtin": draft.gtin,
        "status": draft.status.value,
        "url": draft.url,
        "implied": placed.implied,
        "in_stock": True,
        "search": _search(draft),
        "revision": revision,
    }


def variant_rows(placed: Placed, known: dict[tuple[str, str], str]) -> list[Values]:
    """Rows of `variants`; `known` leads from (product id, external id) to the variant's id."""
    return [
        {
            "id": known[placed.id, variant.external_id],
            "product_id": placed.id,
            "external_id": variant.external_id,
            "position": position,
            "sku": variant.sku,
            "gtin": variant.gtin,
            "options": variant.options,
            "cost": variant.cost,
            "weight": variant.weight or weights.among(variant.options),
        }
        for position, variant in enumerate(placed.draft.variants)
    ]


def price_rows(placed: Placed, known: dict[tuple[str, str], str]) -> list[Values]:
    """Rows of `prices` of the product and of its variants; the last one of a currency counts."""
    owners = [(placed.id, placed.draft.prices)]
    owners += [(known[placed.id, v.external_id], v.prices) for v in placed.draft.variants]
    return [
        {
            "owner_id": owner,
            "currency": price.currency,
            "product_id": placed.id,
            "amount": price.amount,
            "compare_at": price.compare_at,
        }
        for owner, prices in owners
        for price in _one_per_currency(prices)
    ]


def text_rows(placed: Placed) -> list[Values]:
    """Rows of `product_texts`."""
    return [
        {
            "product_id": placed.id,
            "language": language,
            "title": text.title,
            "description": text.description,
        }
        for language, text in placed.draft.texts.items()
    ]


def category_rows(placed: Placed, known: dict[str, str]) -> list[Values]:
    """Rows of `product_categories`; `known` leads from path to id."""
    paths = dict.fromkeys(filter(None, map(tidy_path, placed.draft.categories)))
    return [
        {"product_id": placed.id, "category_id": known[path], "position": position}
        for position, path in enumerate(paths)
    ]


def tidy_path(path: str) -> str:
    """A category path with single separators: " Tea >Green" is "Tea > Green"."""
    return " > ".join(name for part in path.split(">") if (name := part.strip()))


def with_ancestors(paths: Iterable[str]) -> list[str]:
    """Every tidy path and all paths above it, parents first."""
    found: dict[str, None] = {}
    for path in map(tidy_path, paths):
        names = path.split(" > ") if path else []
        for depth in range(1, len(names) + 1):
            found[" > ".join(names[:depth])] = None
    return list(found)


def _one_per_currency(prices: tuple[Price, ...]) -> Iterator[Price]:
    yield from {price.currency: price for price in prices}.values()


def _search(draft: ProductDraft) -> str:
    words = [draft.title, draft.external_id, draft.brand, draft.sku, draft.gtin]
    words += [text.title for text in draft.texts.values()]
    words += [code for v in draft.variants for code in (v.sku, v.gtin)]
    return " ".join(dict.fromkeys(word.casefold() for word in words if word))
