"""What a till may sell, to keep for a day without a net; and what lies where."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from shopweave.commerce import catalog, places, stock
from shopweave.commerce.catalog import Product, Status, Variant
from shopweave.commerce.stock import Level
from shopweave.commerce.till.amounts import major
from shopweave.commerce.till.errors import UnknownArticle
from shopweave.foundation.database import Transaction


def catalogue(
    tx: Transaction, since: int, after: str, place_id: str | None, limit: int
) -> dict[str, Any]:
    """Articles that changed after a revision, page by page; the first time all of them.

    `revision` is what to ask with next time; it is that of the first page while there are more.
    """
    revision = catalog.revision(tx)
    changed = sorted(key for key in catalog.changed(tx, since) if key > after)
    page = changed[:limit]
    lead = catalog.leaders(tx, page)
    products = catalog.products(tx, [key for key in page if lead[key] == key])
    offered = [one for one in products if one.status is Status.ACTIVE]
    here = _on_hand(tx, [one.id for one in offered], place_id)
    taxed = catalog.main_categories(tx, [one.id for one in offered])
    sold = {one.id for one in offered}
    return {
        "revision": revision,
        "rows": list(chain.from_iterable(_rows(one, here, taxed) for one in offered)),
        "gone": [key for key in page if key not in sold],
        "changed": page,
        "after": page[-1] if len(changed) > limit else None,
    }


def levels(tx: Transaction, code: str) -> dict[str, Any]:
    """What is on hand of the article with this code at every place, linked products included.

    Raises `UnknownArticle`.
    """
    forms = catalog.by_codes(tx, [code])[code]
    if not forms:
        raise UnknownArticle(line=1, code=code)
    articles = catalog.articles(tx, [form.variant_id for form in forms])
    same = set(chain(*catalog.members(tx, articles.values()).values()))
    lead = {form.product_id for form in forms}
    family = set(chain(*catalog.led_by(tx, catalog.leaders(tx, lead).values()).values()))
    found = [one for one in stock.of_products(tx, family | lead) if one.variant_id in same]
    names = {place.id: place for place in places.every(tx)}
    sums: dict[str, list[Level]] = {}
    for level in found:
        sums.setdefault(level.place_id, []).append(level)
    cards = catalog.cards(tx, list(lead))
    return {
        "products": [{"id": key, "title": card.title} for key, card in cards.items()],
        "rows": [
            {
                "place": names[key].external_id,
                "name": names[key].name,
                "kind": names[key].kind.value,
                "on_hand": round(sum(float(one.on_hand) for one in some), 3),
                "tracked": any(one.tracked for one in some),
            }
            for key, some in sorted(sums.items(), key=lambda item: names[item[0]].name)
        ],
    }


def _rows(
    product: Product, here: Mapping[str, float], taxed: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for form in product.variants or (None,):
        yield _row(product, form, here) | {"category": taxed.get(product.id, "")}


def _row(product: Product, form: Variant | None, here: Mapping[str, float]) -> dict[str, Any]:
    own = form or product
    prices = {one.currency: one for one in (*product.prices, *(form.prices if form else ()))}
    codes = [own.gtin, own.sku, own.external_id]
    return {
        "id": own.id,
        "product": product.id,
        "variant": form.id if form else None,
        "title": product.title,
        "titles": {tongue: text.title for tongue, text in product.texts.items() if text.title},
        "options": list(form.options.values()) if form else [],
        "codes": [code for code in dict.fromkeys(codes) if code],
        "prices": {name: major(price.amount, name) for name, price in prices.items()},
        "image": product.images[0] if product.images else None,
        "on_hand": here.get(own.id),
    }


def _on_hand(tx: Transaction, product_ids: list[str], place_id: str | None) -> dict[str, float]:
    if place_id is None:
        return {}
    return {
        level.variant_id: float(level.on_hand)
        for level in stock.of_products(tx, product_ids)
        if level.place_id == place_id and level.tracked
    }
