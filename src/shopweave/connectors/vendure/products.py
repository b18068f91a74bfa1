"""Products of a Vendure shop."""

from collections.abc import Iterator
from typing import Any

from shopweave.commerce.catalog import Price, ProductDraft, Status, Text, VariantDraft
from shopweave.connectors.contract import from_minor, instant

NEWEST = """
{
  products(options: {take: 1, sort: {updatedAt: DESC}}) { items { updatedAt } }
  productVariants(options: {take: 1, sort: {updatedAt: DESC}}) { items { updatedAt } }
}
"""
# A variant's new price leaves its product's `updatedAt` alone, so both lists are asked for.
QUERY = """
query($options: ProductListOptions!, $touched: ProductVariantListOptions!,
      $later: Boolean!) {
  products(options: $options) { totalItems items { ...product } }
  productVariants(options: $touched) @include(if: $later) {
    totalItems items { product { ...product } }
  }
}
fragment product on Product {
  id updatedAt name description enabled languageCode
  translations { languageCode name description }
  featuredAsset { preview }
  assets { preview }
  facetValues { name facet { code name } }
  collections { isPrivate breadcrumbs { name } }
  variants {
    id updatedAt sku enabled priceWithTax currencyCode
    options { name group { name } }
  }
}
"""
_BRANDS = frozenset({"brand", "manufacturer", "marke", "hersteller", "品牌"})


def draft(item: dict[str, Any]) -> ProductDraft:
    """A product with all its variants, as the catalogue takes it."""
    facets = list(_facets(item))
    changes = [item["updatedAt"], *(variant["updatedAt"] for variant in item["variants"])]
    return ProductDraft(
        external_id=item["id"],
        title=item["name"],
        texts={t["languageCode"]: _text(t) for t in item["translations"]},
        categories=tuple(dict.fromkeys(_paths(item))),
        brand=next((value for name, value in facets if name.casefold() in _BRANDS), None),
        attributes={name: value for name, value in facets if name.casefold() not in _BRANDS},
        images=tuple(dict.fromkeys(_images(item))),
        variants=tuple(_variant(each) for each in item["variants"] if each["enabled"]),
        status=Status.ACTIVE if item["enabled"] else Status.HIDDEN,
        external_updated_at=max(map(instant, changes)),
    )


def _variant(item: dict[str, Any]) -> VariantDraft:
    return VariantDraft(
        external_id=item["id"],
        sku=item["sku"] or None,
        options={option["group"]["name"]: option["name"] for option in item["options"]},
        prices=(Price(from_minor(item["priceWithTax"]), item["currencyCode"]),),
    )


def _text(item: dict[str, Any]) -> Text:
    return Text(item["name"], item["description"] or "")


def _facets(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for value in item["facetValues"]:
        yield value["facet"]["name"], value["name"]


def _paths(item: dict[str, Any]) -> Iterator[str]:
    """Collections without the root that every one of them has."""
    for collection in item["collections"]:
        if not collection["isPrivate"]:
            yield " > ".join(crumb["name"] for crumb in collection["breadcrumbs"][1:])


def _images(item: dict[str, Any]) -> Iterator[str]:
    if item["featuredAsset"]:
        yield item["featuredAsset"]["preview"]
    for asset in item["assets"]:
        yield asset["preview"]
