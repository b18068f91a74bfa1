"""Rows of several tables put together to products and cards."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shopweave.commerce.catalog.records import reading
from shopweave.commerce.catalog.types import Card, Content, Price, Product, Status, Text, Variant
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to a set of products, each by product id (prices also by variant id)."""

    variants: dict[str, list[Any]]
    prices: Mapping[str, Sequence[Price]]
    texts: dict[str, list[Any]]
    categories: dict[str, list[Any]]

    def prices_of(self, owner: str) -> tuple[Price, ...]:
        """Prices of a product or variant."""
        return tuple(self.prices.get(owner, ()))

    def paths_of(self, product_id: str) -> tuple[str, ...]:
        """Category paths of a product."""
        return tuple(row.path for row in self.categories[product_id])


def parts(tx: Transaction, product_ids: Sequence[str]) -> Parts:
    """Fetch all parts of products with one statement for each kind."""
    return Parts(
        _by("product_id", reading.variants_of(tx, product_ids)),
        {
            owner: [Price(row.amount, row.currency, row.compare_at) for row in rows]
            for owner, rows in _by("owner_id", reading.prices_of(tx, product_ids)).items()
        },
        _by("product_id", reading.texts_of(tx, product_ids)),
        _by("product_id", reading.categories_of(tx, product_ids)),
    )


def product(row: Any, of: Parts) -> Product:
    """One product with all of its parts."""
    return Product(
        id=row.id,
        source_id=row.source_id,
        external_id=row.external_id,
        title=row.title,
        texts={t.language: Text(t.title, t.description) for t in of.texts[row.id]},
        categories=of.paths_of(row.id),
        brand=row.brand,
        attributes=row.attributes,
        images=tuple(row.images),
        variants=tuple(_variant(v, of) for v in of.variants[row.id]),
        prices=of.prices_of(row.id),
        cost=row.cost,
        weight=row.weight,
        sku=row.sku,
        gtin=row.gtin,
        status=Status(row.status),
        url=row.url,
        implied=row.implied,
        in_stock=row.in_stock,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def card(row: Any, of: Parts, language: str) -> Card:
    """What a list shows of one product."""
    return Card(
        id=row.id,
        external_id=row.external_id,
        title=title(row, of, language),
        brand=row.brand,
        image=row.images[0] if row.images else None,
        url=row.url,
        price=lowest(row.id, of),
        status=Status(row.status),
        categories=of.paths_of(row.id),
        in_stock=row.in_stock,
    )


def content(row: Any, of: Parts) -> Content:
    """Words of one product for models that compare products."""
    words = [row.title, *(word for t in of.texts[row.id] for word in (t.title, t.description))]
    text = " ".join(dict.fromkeys(filter(None, words)))
    return Content(row.id, text, of.paths_of(row.id), row.brand, lowest(row.id, of))


def title(row: Any, of: Parts, language: str) -> str:
    """Title in the language, in one of its kin ("zh" for "zh-TW"), or as the source has it."""
    texts = {t.language: t.title for t in of.texts[row.id]}
    root = language.partition("-")[0]
    kin = [text for tongue, text in texts.items() if tongue.partition("-")[0] == root]
    return texts.get(language) or (kin[0] if kin else None) or row.title or ""


def lowest(product_id: str, of: Parts) -> Price | None:
    """The product's own price, else the lowest of its variants."""
    own = of.prices_of(product_id)
    forms = [of.prices_of(v.id)[0] for v in of.variants[product_id] if of.prices_of(v.id)]
    return own[0] if own else min(forms, key=lambda price: price.amount, default=None)


def _variant(row: Any, of: Parts) -> Variant:
    return Variant(
        row.id,
        row.external_id,
        row.sku,
        row.gtin,
        row.options,
        of.prices_of(row.id),
        row.cost,
        row.weight,
    )


def _by(name: str, rows: Iterable[Any]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return groups
