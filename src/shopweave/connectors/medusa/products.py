"""Products of a Medusa shop."""

from collections.abc import Iterator
from typing import Any

from shopweave.commerce.catalog import (
    Price,
    ProductDraft,
    Status,
    Text,
    VariantDraft,
    grams_told,
)
from shopweave.connectors.contract import from_decimal, instant
from shopweave.connectors.files.contents.product_plan import language_of

FIELDS = ",".join(
    (
        "id,title,subtitle,description,handle,status,thumbnail,material,weight,updated_at,images.url",
        "categories.name,categories.parent_category.name,collection.title,type.value,tags.value",
        "variants.id,variants.sku,variants.barcode,variants.ean,variants.upc,variants.updated_at",
        "variants.title,variants.weight,variants.options.value,variants.options.option.title",
        "variants.prices.amount,variants.prices.currency_code,variants.prices.min_quantity",
        "variants.prices.max_quantity,variants.prices.price_list_id,variants.prices.rules",
    )
)


def draft(item: dict[str, Any]) -> ProductDraft:
    """A product with all its variants, as the catalogue takes it."""
    variants = item["variants"] or []
    changes = [item["updated_at"], *(variant["updated_at"] for variant in variants)]
    return ProductDraft(
        external_id=item["id"],
        title=item["title"],
        texts={language_of(item["title"]): Text(item["title"], item["description"] or "")},
        categories=tuple(dict.fromkeys(_paths(item))),
        attributes=dict(_attributes(item)),
        images=tuple(dict.fromkeys(_images(item))),
        variants=tuple(map(_variant, variants)),
        weight=grams_told(item.get("weight")),
        status=Status.ACTIVE if item["status"] == "published" else Status.HIDDEN,
        external_updated_at=max(map(instant, changes)),
    )


def _variant(item: dict[str, Any]) -> VariantDraft:
    return VariantDraft(
        external_id=item["id"],
        sku=item["sku"] or None,
        gtin=item["ean"] or item["upc"] or item["barcode"] or None,
        options={one["option"]["title"]: one["value"] for one in item.get("options") or []},
        prices=tuple(map(price, filter(is_plain, item.get("prices") or []))),
        weight=grams_told(item.get("weight")),
    )


def is_plain(item: dict[str, Any]) -> bool:
    """Whether a price holds for everybody and any quantity."""
    narrow = ("rules", "min_quantity", "max_quantity", "price_list_id")
    return not any(item.get(name) for name in narrow)


def price(item: dict[str, Any]) -> Price:
    """A price in minor units."""
    currency = item["currency_code"].upper()
    return Price(from_decimal(item["amount"], currency), currency)


def _paths(item: dict[str, Any]) -> Iterator[str]:
    for category in item.get("categories") or []:
        above = category.get("parent_category") or {}
        yield " > ".join(filter(None, (above.get("name"), category["name"])))


def _attributes(item: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    named = {
        "subtitle": item.get("subtitle"),
        "material": item.get("material"),
        "collection": (item.get("collection") or {}).get("title"),
        "type": (item.get("type") or {}).get("value"),
        "tags": ", ".join(tag["value"] for tag in item.get("tags") or []),
    }
    yield from ((name, value) for name, value in named.items() if value)


def _images(item: dict[str, Any]) -> Iterator[str]:
    if item.get("thumbnail"):
        yield item["thumbnail"]
    yield from (image["url"] for image in item.get("images") or [])
