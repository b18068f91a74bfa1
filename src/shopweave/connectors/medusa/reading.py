"""Read a Medusa shop page by page, and miss nothing that changes meanwhile."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from shopweave.connectors.contract import Cursor, Entity, Page, Watermark, each, instant
from shopweave.connectors.medusa import customers, orders, products, stock
from shopweave.connectors.medusa.admin import Admin
from shopweave.foundation.clock import Clock

_TAKE = {Entity.PRODUCTS: 100, Entity.CUSTOMERS: 200, Entity.ORDERS: 50, Entity.STOCK: 200}
# A variant's new price leaves its product's time alone, and a capture that of its order.
_LISTS = {
    Entity.PRODUCTS: ("products", "product-variants"),
    Entity.CUSTOMERS: ("customers",),
    Entity.ORDERS: ("orders", "payments"),
}
_NAMES = {"product-variants": "variants"}


class Reading:
    """Pages by `updated_at`, in the order of ids, so that a change meanwhile moves no row.

    A round begins where the one before it began, less the overlap: the newest change is asked for
    before the first page, and what changes during a round comes in the next one.
    """

    def __init__(self, admin: Admin, clock: Clock) -> None:
        self._admin, self._clock = admin, clock

    def pages(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Pages from a cursor on. Levels of stock have no times to ask for: they are read whole."""
        read: dict[Entity, Callable[[Watermark], Page]] = {
            Entity.PRODUCTS: self._products,
            Entity.CUSTOMERS: self._customers,
            Entity.ORDERS: self._orders,
            Entity.STOCK: self._stock,
        }
        mark, last = Watermark.of(cursor), False
        while not last:
            newest = self._newest(entity, mark)
            page = read[entity](mark)
            mark, last = mark.saw(newest), page.last
            mark = mark.over(self._clock.now()) if last else mark.onward()
            yield replace(page, cursor=mark.cursor())

    def _products(self, mark: Watermark) -> Page:
        items, total = self._list("products", products.FIELDS, Entity.PRODUCTS, mark)
        touched, others = self._beside("product-variants", "id,product_id", Entity.PRODUCTS, mark)
        missing = {one["product_id"] for one in touched} - {item["id"] for item in items}
        items += self._by_id("products", products.FIELDS, missing - {None})
        good, bad = each(items, products.draft)
        last = _is_last(Entity.PRODUCTS, mark, max(total, others))
        return Page({}, last, products=good, refused=bad, total=total)

    def _customers(self, mark: Watermark) -> Page:
        items, total = self._list(
            "customers", customers.FIELDS, Entity.CUSTOMERS, mark, customers.ACCOUNTS
        )
        good, bad = each(items, customers.draft)
        last = _is_last(Entity.CUSTOMERS, mark, total)
        return Page({}, last, customers=good, refused=bad, total=total)

    def _orders(self, mark: Watermark) -> Page:
        items, total = self._list("orders", orders.FIELDS, Entity.ORDERS, mark)
        of_order = "id,payment_collection.order.id"
        paid, others = self._beside("payments", of_order, Entity.ORDERS, mark)
        found = [(one.get("payment_collection") or {}).get("order") or {} for one in paid]
        missing = {order.get("id") for order in found} - {item["id"] for item in items}
        items += self._by_id("orders", orders.FIELDS, missing - {None})
        good, bad = each(items, orders.draft)
        last = _is_last(Entity.ORDERS, mark, max(total, others))
        return Page({}, last, orders=good, refused=bad, total=total)

    def _stock(self, mark: Watermark) -> Page:
        places = self._admin.list("stock-locations", "stock_locations", {"limit": 200})[0]
        names = {place["id"]: place["name"] for place in places}
        items, total = self._list("product-variants", stock.FIELDS, Entity.STOCK, mark)
        now = self._clock.now()
        good, bad = each(items, lambda item: tuple(stock.counts(item, names, now)))
        found = tuple(count for counts in good for count in counts)
        last = _is_last(Entity.STOCK, mark, total)
        return Page({}, last, stock=found, refused=bad, total=total)

    def _newest(self, entity: Entity, mark: Watermark) -> list[datetime]:
        """When the shop last changed any of it, asked before the first page is read."""
        if mark.page:
            return []
        query = {"limit": 1, "order": "-updated_at", "fields": "id,updated_at"}
        found = [self._page(path, query)[0] for path in _LISTS.get(entity, ())]
        return [instant(item["updated_at"]) for items in found for item in items]

    def _beside(
        self, path: str, fields: str, entity: Entity, mark: Watermark
    ) -> tuple[list[Any], int]:
        """The same page of what changes beside its owner; nothing in a reading of everything."""
        return self._list(path, fields, entity, mark) if mark.since else ([], 0)

    def _list(
        self, path: str, fields: str, entity: Entity, mark: Watermark, where: Any = None
    ) -> tuple[list[Any], int]:
        take = _TAKE[entity]
        query = {"limit": take, "offset": mark.page * take, "order": "id", "fields": fields}
        since = {"updated_at[$gte]": _text(mark.since)} if mark.since else {}
        return self._page(path, {**query, **(where or {}), **since})

    def _by_id(self, path: str, fields: str, ids: set[Any]) -> list[Any]:
        if not ids:
            return []
        query = {"limit": len(ids), "fields": fields, "id[]": sorted(ids)}
        return self._page(path, query)[0]

    def _page(self, path: str, query: dict[str, Any]) -> tuple[list[Any], int]:
        return self._admin.list(path, _NAMES.get(path, path), query)


def _is_last(entity: Entity, mark: Watermark, total: int) -> bool:
    return (mark.page + 1) * _TAKE[entity] >= total


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")
