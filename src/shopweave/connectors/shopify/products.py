"""Products of a Shopify shop."""

from collections.abc import Mapping
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

FIELDS = """
id updatedAt title descriptionHtml vendor productType status onlineStoreUrl tags
category { fullName }
media(first: 10) { nodes { preview { image { url } } } }
variants(first: 100) {
  nodes {
    id updatedAt sku barcode price compareAtPrice
    selectedOptions { name value }
    inventoryItem {
      requiresShipping
      unitCost { amount currencyCode }
      measurement { weight { value unit } }
    }
  }
}
"""
_SHOWN = {"ACTIVE": Status.ACTIVE}
_NO_OPTION = ("Title", "Default Title")

Item = Mapping[str, Any]


def draft(item: Item, currency: str) -> ProductDraft:
    """A product with its variants, as the catalogue takes it."""
    variants, title = item["variants"]["nodes"], item["title"]
    changes = [item["updatedAt"], *(variant["updatedAt"] for variant in variants)]
    category = (item.get("category") or {}).get("fullName") or item.get("productType")
    return ProductDraft(
        external_id=number(item["id"]),
        title=title,
        texts={language_of(title): Text(title, item.get("descriptionHtml") or "")},
        categories=(category,) if category else (),
        brand=item.get("vendor") or None,
        attributes=_attributes(item),
        images=tuple(dict.fromkeys(_images(item))),
        variants=tuple(_variant(each, currency) for each in variants),
        status=_SHOWN.get(item["status"], Status.HIDDEN),
        url=item.get("onlineStoreUrl") or None,
        external_updated_at=max(map(instant, changes)),
    )


def number(gid: str) -> str:
    """The number in gid://shopify/Product/123, by which files and webhooks call the same thing."""
    return gid.rsplit("/", 1)[1].partition("?")[0]


def _variant(item: Item, currency: str) -> VariantDraft:
    options = {one["name"]: one["value"] for one in item["selectedOptions"]}
    kept = item.get("inventoryItem") or {}
    cost = kept.get("unitCost") or {}
    weight = (kept.get("measurement") or {}).get("weight") or {}
    own = cost.get("currencyCode") == currency
    return VariantDraft(
        external_id=number(item["id"]),
        sku=item.get("sku") or None,
        gtin=item.get("barcode") or None,
        options={} if tuple(options.items()) == (_NO_OPTION,) else options,
        prices=(_price(item, currency),),
        cost=from_decimal(cost["amount"], currency) if own else None,
        weight=grams_told(weight.get("value"), str(weight.get("unit"))),
    )


def _attributes(item: Item) -> dict[str, str]:
    told = {"tags": ", ".join(item["tags"])} if item.get("tags") else {}
    kept = [each.get("inventoryItem") or {} for each in item["variants"]["nodes"]]
    shipped = any(one.get("requiresShipping", True) for one in kept)
    return told if shipped or not kept else told | NOT_SHIPPED


def _price(item: Item, currency: str) -> Price:
    now, before = from_decimal(item["price"], currency), item.get("compareAtPrice")
    crossed_out = from_decimal(before, currency) if before else 0
    return Price(now, currency, crossed_out if crossed_out > now else None)


def _images(item: Item) -> list[str]:
    previews = [one["preview"] or {} for one in item["media"]["nodes"]]
    return [one["image"]["url"] for one in previews if one.get("image")]
