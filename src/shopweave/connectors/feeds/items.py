"""Products become offers as Google's product data specification names their fields."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from shopweave.commerce import catalog, sources, stock
from shopweave.commerce.catalog import Price, Product, Variant
from shopweave.commerce.stock import Availability
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money

Item = dict[str, str]
FIELDS = (
    "id", "item_group_id", "title", "description", "link", "image_link", "additional_image_link",
    "availability", "price", "sale_price", "brand", "gtin", "mpn", "identifier_exists",
    "google_product_category", "product_type", "color", "size", "material", "shipping_weight",
)  # fmt: skip
_LONGEST = {"title": 150, "description": 5000, "product_type": 750, "brand": 70}
_OPTIONS = {
    "material": frozenset({"material", "材质", "材料"}),
    "color": frozenset({"color", "colour", "颜色", "farbe"}),
    "size": frozenset({"size", "尺码", "尺寸", "规格", "größe"}),
}
_MOST_IMAGES = 11


def items_of(
    tx: Transaction, product_ids: Sequence[str], source_id: str, language: str, now: datetime
) -> list[Item]:
    """Offers of these products; what has no page or no price cannot be one."""
    products = catalog.products(tx, product_ids)
    priced = {owner: prices for each in products for owner, prices in _prices(each).items()}
    shown = catalog.lawful(tx, priced, product_ids, sources.home(tx).country)
    wanted = [owner for each in products for owner in _owners(each)]
    held = stock.available(tx, wanted, source_id, now)
    return [item for each in products for item in _items(each, shown, held, language)]


def _owners(product: Product) -> list[str]:
    return [form.id for form in product.variants] or [product.id]


def _prices(product: Product) -> dict[str, Sequence[Price]]:
    """By product and variant; a variant without prices has those of its product."""
    forms = {form.id: form.prices or product.prices for form in product.variants}
    return {product.id: product.prices, **forms}


def _items(
    product: Product,
    shown: Mapping[str, Sequence[Price]],
    held: Mapping[str, Availability],
    language: str,
) -> Iterator[Item]:
    common = _common(product, language)
    for form in product.variants or (None,):
        owner = product.id if form is None else form.id
        prices = _priced(shown.get(owner, ()))
        if product.url and prices:
            item = common | prices | _own(product, form)
            item["availability"] = _availability(product, held.get(owner))
            yield {name: item[name] for name in FIELDS if item.get(name)}


def _common(product: Product, language: str) -> Item:
    words = product.texts.get(language)
    title = words.title if words else product.title
    first, *others = product.images or ("",)
    said = {
        "title": title,
        "description": (words.description if words else "") or title,
        "link": product.url or "",
        "image_link": first,
        "additional_image_link": ",".join(others[: _MOST_IMAGES - 1]),
        "brand": product.brand or "",
        "google_product_category": str(product.attributes.get("google_product_category") or ""),
        "product_type": product.categories[0] if product.categories else "",
    }
    return {name: text[: _LONGEST.get(name, len(text))] for name, text in said.items()}


def _own(product: Product, form: Variant | None) -> Item:
    """What tells one form from the others."""
    gtin, sku = (product.gtin, product.sku) if form is None else (form.gtin, form.sku)
    options = product.attributes | ({} if form is None else form.options)
    weight = catalog.weight_of(product, form)
    known = bool(gtin or (product.brand and sku))
    item = {
        "id": product.external_id if form is None else form.external_id,
        "item_group_id": "" if form is None else product.external_id,
        "gtin": gtin or "",
        "mpn": sku or "",
        "shipping_weight": f"{weight} g" if weight else "",
        "identifier_exists": "" if known else "no",
    }
    for field, names in _OPTIONS.items():
        told = (str(value) for name, value in options.items() if name.casefold() in names)
        item[field] = next(told, "")
    return item


def _priced(prices: Sequence[Price]) -> Item:
    """The usual price, and the lower one where one may be shown beside it."""
    if not prices or prices[0].amount <= 0:
        return {}
    price = prices[0]
    now = _money(price.amount, price.currency)
    if price.compare_at is None or price.compare_at <= price.amount:
        return {"price": now}
    return {"price": _money(price.compare_at, price.currency), "sale_price": now}


def _money(amount: int, currency: str) -> str:
    return f"{Money(amount, currency).decimal()} {currency}"


def _availability(product: Product, held: Availability | None) -> str:
    """What may still be promised counts; where nothing was ever counted, it is there."""
    there = product.in_stock if held is None or held.units is None else held.units > 0
    return "in_stock" if there else "out_of_stock"
