"""Read a Vendure shop page by page, and miss nothing that changes meanwhile."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from shopweave.connectors.contract import Cursor, Entity, Page, Watermark, each, instant
from shopweave.connectors.vendure import customers, orders, products, stock
from shopweave.connectors.vendure.session import Session
from shopweave.connectors.vendure.watch import Watch
from shopweave.foundation.clock import Clock

_TAKE = {Entity.PRODUCTS: 100, Entity.CUSTOMERS: 250, Entity.ORDERS: 100, Entity.STOCK: 500}


class Reading:
    """Pages by `updatedAt`, in the order of ids, so that a change meanwhile moves no row.

    A round begins where the one before it began, less the overlap: the newest change is asked for
    before the first page, and what changes during a round comes in the next one.
    """

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session, self._clock = session, clock
        self._newest_of = {
            Entity.PRODUCTS: products.NEWEST,
            Entity.CUSTOMERS: customers.NEWEST,
            Entity.ORDERS: orders.NEWEST,
        }

    def pages(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Pages from a cursor on. Stock has no times in Vendure, so it is read whole."""
        mark, watch, last = Watermark.of(cursor), Watch.of(cursor), False
        while not last:
            newest = self._newest(entity, mark)
            page = self._page(entity, mark, watch)
            mark, last = mark.saw(newest), page.last
            mark = mark.over(self._clock.now()) if last else mark.onward()
            yield replace(page, cursor=mark.cursor() | watch.cursor())

    def _page(self, entity: Entity, mark: Watermark, watch: Watch) -> Page:
        read: dict[Entity, Callable[[Watermark], Page]] = {
            Entity.PRODUCTS: self._products,
            Entity.CUSTOMERS: self._customers,
            Entity.ORDERS: lambda mark: self._orders(mark, watch),
            Entity.STOCK: self._stock,
        }
        return read[entity](mark)

    def _products(self, mark: Watermark) -> Page:
        options, later = _options(Entity.PRODUCTS, mark), mark.since is not None
        data = self._session.ask(products.QUERY, options=options, touched=options, later=later)
        listed = data["products"]
        touched = data.get("productVariants") or {"totalItems": 0, "items": []}
        found = [*listed["items"], *(variant["product"] for variant in touched["items"])]
        good, bad = each({item["id"]: item for item in found}.values(), products.draft)
        last = _is_last(Entity.PRODUCTS, mark, max(listed["totalItems"], touched["totalItems"]))
        return Page({}, last, products=good, refused=bad, total=listed["totalItems"])

    def _customers(self, mark: Watermark) -> Page:
        listed = self._list(Entity.CUSTOMERS, customers.QUERY, mark)
        good, bad = each(listed["items"], customers.draft)
        last = _is_last(Entity.CUSTOMERS, mark, listed["totalItems"])
        return Page({}, last, customers=good, refused=bad, total=listed["totalItems"])

    def _orders(self, mark: Watermark, watch: Watch) -> Page:
        """Placed orders; with the last page come those that went on without a new `updatedAt`."""
        listed = self._list(Entity.ORDERS, orders.QUERY, mark, orders.PLACED)
        last = _is_last(Entity.ORDERS, mark, listed["totalItems"])
        items = {item["id"]: item for item in listed["items"]}
        watch.note(items.values())
        if last:
            moved = watch.moved(self._session)
            items |= {item["id"]: item for item in moved}
            watch.note(moved)
        good, bad = each(items.values(), orders.draft)
        return Page({}, last, orders=good, refused=bad, total=listed["totalItems"])

    def _stock(self, mark: Watermark) -> Page:
        data = self._session.ask(stock.QUERY, options=_options(Entity.STOCK, mark))
        listed, now = data["productVariants"], self._clock.now()
        good, bad = each(listed["items"], lambda item: tuple(stock.counts(data, item, now)))
        found = tuple(count for counts in good for count in counts)
        last = _is_last(Entity.STOCK, mark, listed["totalItems"])
        return Page({}, last, stock=found, refused=bad, total=listed["totalItems"])

    def _list(self, entity: Entity, query: str, mark: Watermark, where: Any = None) -> Any:
        return self._session.ask(query, options=_options(entity, mark, where))[entity.value]

    def _newest(self, entity: Entity, mark: Watermark) -> list[datetime]:
        """When the shop last changed any of it, asked before the first page is read.

        In a request of its own: Vendure would mix up the fields of two lists of one name.
        """
        if mark.page or entity not in self._newest_of:
            return []
        lists = self._session.ask(self._newest_of[entity]).values()
        return [instant(item["updatedAt"]) for found in lists for item in found["items"]]


def _options(entity: Entity, mark: Watermark, where: Any = None) -> dict[str, Any]:
    since = {"updatedAt": {"after": mark.since.isoformat()}} if mark.since else {}
    take = _TAKE[entity]
    return {
        "take": take,
        "skip": mark.page * take,
        "sort": {"id": "ASC"},
        "filter": {**(where or {}), **since},
    }


def _is_last(entity: Entity, mark: Watermark, total: int) -> bool:
    return (mark.page + 1) * _TAKE[entity] >= total
