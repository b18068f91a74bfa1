"""Products of a django-oscar shop with what is in stock of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from shopweave.commerce.catalog import (
    Price,
    ProductDraft,
    Status,
    Text,
    VariantDraft,
    grams_told,
)
from shopweave.connectors.contract import Cursor, Page, StockCount, each, from_decimal, instant
from shopweave.connectors.files.contents.product_plan import language_of
from shopweave.connectors.oscar.api import Api, Item, key_of
from shopweave.foundation.clock import Clock

PATH = "admin/products/"
# Products cannot be asked for by time of change, so all are read again and again; reading them
# takes at most a sixth of the time.
_REST = 5
_LONGEST_REST = timedelta(hours=1)


def pages(api: Api, clock: Clock, cursor: Cursor) -> Iterator[Page]:
    """All products, page by page; nothing while the shop rests from the last time."""
    began = datetime.fromisoformat(cursor["began"]) if cursor.get("next") else clock.now()
    if _rests(cursor, began):
        return
    for listed in api.pages(PATH, cursor.get("next")):
        whole = _whole(api, listed.items)
        good, refused = each(whole, draft)
        counted, _ = each(whole, lambda item: counts(item, clock.now()))
        last = listed.onward is None
        yield Page(
            _rest(began, clock.now()) if last else _onward(began, listed.onward),
            last,
            good,
            stock=tuple(count for found in counted for count in found),
            refused=refused,
            total=listed.total,
        )


def draft(item: Item) -> ProductDraft:
    """A product with its children as variants."""
    title = item["title"]
    return ProductDraft(
        external_id=str(item["id"]),
        title=title,
        texts={language_of(title): Text(title, item.get("description") or "")},
        categories=tuple(item["categories"]),
        attributes=_attributes(item),
        images=tuple(image["original"] for image in item.get("images") or ()),
        variants=tuple(map(_variant, item["children"])),
        prices=_prices(item),
        weight=_weight(item),
        sku=_sku(item),
        gtin=item.get("upc") or None,
        status=Status.ACTIVE if item.get("is_public", True) else Status.HIDDEN,
        external_updated_at=instant(item["date_updated"]),
    )


def counts(item: Item, now: datetime) -> tuple[StockCount, ...]:
    """What is free of a product and its children, at all partners together."""
    found = []
    for one in (item, *item["children"]):
        free = [_free(record) for record in one["stockrecords"]]
        known = [units for units in free if units is not None]
        if known:
            variant = None if one is item else str(one["id"])
            found.append(StockCount(str(item["id"]), float(sum(known)), now, variant))
    return tuple(found)


def _whole(api: Api, items: Sequence[Item]) -> list[Item]:
    """Products with their children in them: from the same page, else asked for one by one."""
    here = {key_of(item["url"]): item for item in items}
    found: list[Item] = []
    for item in items:
        if item.get("structure") != "child":
            keys = map(key_of, item.get("children") or ())
            children = [here.get(key) or api.get(f"{PATH}{key}/") for key in keys]
            found.append({**item, "children": children})
    return found


def _variant(child: Item) -> VariantDraft:
    return VariantDraft(
        str(child["id"]),
        _sku(child),
        child.get("upc") or None,
        _attributes(child),
        _prices(child),
        weight=_weight(child),
    )


def _attributes(item: Item) -> dict[str, str]:
    return {one["name"]: str(one["value"]) for one in item.get("attributes") or ()}


def _weight(item: Item) -> int | None:
    """The attribute that oscar's own delivery by weight looks at, in kilograms."""
    told = (one["value"] for one in item.get("attributes") or () if one.get("code") == "weight")
    return next((grams_told(value, "kg") for value in told), None)


def _prices(item: Item) -> tuple[Price, ...]:
    """A price for each currency: that of the first partner, as oscar chooses it."""
    records = [one for one in item.get("stockrecords") or () if one.get("price") is not None]
    found = {one["price_currency"]: one["price"] for one in reversed(records)}
    return tuple(Price(from_decimal(text, name), name) for name, text in found.items())


def _sku(item: Item) -> str | None:
    skus = [one.get("partner_sku") for one in item.get("stockrecords") or ()]
    return next(filter(None, skus), None)


def _free(record: Item) -> int | None:
    if record.get("num_in_stock") is None:
        return None
    return int(record["num_in_stock"]) - int(record.get("num_allocated") or 0)


def _onward(began: datetime, query: str | None) -> Mapping[str, Any]:
    return {"next": query, "began": began.isoformat()}


def _rest(began: datetime, now: datetime) -> Mapping[str, Any]:
    return {"again": (now + min((now - began) * _REST, _LONGEST_REST)).isoformat()}


def _rests(cursor: Cursor, now: datetime) -> bool:
    again = cursor.get("again")
    return again is not None and datetime.fromisoformat(again) > now
