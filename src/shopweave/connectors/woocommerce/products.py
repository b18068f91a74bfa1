"""Products of a WooCommerce shop."""

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shopweave.commerce.catalog import (
    NOT_SHIPPED,
    Price,
    ProductDraft,
    Status,
    Text,
    VariantDraft,
    grams_told,
)
from shopweave.connectors.contract import from_decimal, instant
from shopweave.connectors.files.contents.product_plan import language_of

_SHOWN = {"publish": Status.ACTIVE, "trash": Status.DELETED}
_BRANDS = frozenset({"brand", "marke", "品牌"})

Item = Mapping[str, Any]


def draft(
    item: Item,
    variations: Sequence[Item],
    paths: Mapping[int, str],
    currency: str,
    weight_unit: str = "",
) -> ProductDraft:
    """A product with its variations. paths: category to its path; weight_unit: "" if unknown."""
    title = html.unescape(item["name"])
    kept = {one["name"]: ", ".join(one["options"]) for one in item.get("attributes") or []}
    brand = next((kept[name] for name in kept if name.casefold() in _BRANDS), None)
    named = [one["name"] for one in item.get("brands") or []]
    return ProductDraft(
        external_id=str(item["id"]),
        title=title,
        texts={language_of(title): Text(title, item.get("description") or "")},
        categories=tuple(dict.fromkeys(_paths(item, paths))),
        brand=named[0] if named else brand,
        attributes=_attributes(item, kept),
        images=tuple(image["src"] for image in item.get("images") or []),
        variants=tuple(_variant(each, currency, weight_unit) for each in variations),
        prices=() if variations else _prices(item, currency),
        weight=grams_told(item.get("weight"), weight_unit),
        sku=item.get("sku") or None,
        gtin=item.get("global_unique_id") or None,
        status=_status(item),
        url=item.get("permalink") or None,
        external_updated_at=max(map(changed, (item, *variations))),
    )


def changed(item: Item) -> Any:
    """When an item last changed; the shop's stamps in UTC carry no zone."""
    return instant(item["date_modified_gmt"] or item["date_created_gmt"])


def _status(item: Item) -> Status:
    if item.get("catalog_visibility") == "hidden":
        return Status.HIDDEN
    return _SHOWN.get(item["status"], Status.HIDDEN)


def _attributes(item: Item, kept: Mapping[str, str]) -> dict[str, str]:
    told = {name: text for name, text in kept.items() if name.casefold() not in _BRANDS}
    return told | NOT_SHIPPED if item.get("virtual") else told


def _variant(item: Item, currency: str, weight_unit: str) -> VariantDraft:
    return VariantDraft(
        external_id=str(item["id"]),
        sku=item.get("sku") or None,
        gtin=item.get("global_unique_id") or None,
        options={one["name"]: one["option"] for one in item.get("attributes") or []},
        prices=_prices(item, currency),
        weight=grams_told(item.get("weight"), weight_unit),
    )


def _prices(item: Item, currency: str) -> tuple[Price, ...]:
    """The price to pay, and the regular one crossed out beside it; "" says there is none."""
    if item.get("price") in {"", None}:
        return ()
    now = from_decimal(item["price"], currency)
    regular = item.get("regular_price")
    before = from_decimal(regular, currency) if regular else now
    return (Price(now, currency, before if before > now else None),)


def _paths(item: Item, paths: Mapping[int, str]) -> Iterator[str]:
    for one in item.get("categories") or []:
        yield paths.get(one["id"]) or html.unescape(one["name"])


def paths_of(categories: Sequence[Item]) -> dict[int, str]:
    """Category to its path, like "Tea > Green"."""
    known = {one["id"]: one for one in categories}
    return {key: " > ".join(reversed(list(_upward(one, known)))) for key, one in known.items()}


def _upward(one: Item, known: Mapping[int, Item]) -> Iterator[str]:
    seen: set[int] = set()
    here: Item | None = one
    while here is not None and here["id"] not in seen:
        seen.add(here["id"])
        yield html.unescape(here["name"])
        here = known.get(here.get("parent") or 0)
