"""Read a WooCommerce shop page by page, and miss nothing that changes meanwhile."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from shopweave.connectors.contract import Cursor, Entity, Page, Watermark, each
from shopweave.connectors.woocommerce import customers, orders, products, stock
from shopweave.connectors.woocommerce.api import Api, Listed
from shopweave.foundation.clock import Clock

# Neither customers nor numbers in stock can be asked for by time: they are read whole at times.
_WHOLE_AGAIN = {Entity.CUSTOMERS: timedelta(hours=6), Entity.STOCK: timedelta(minutes=10)}
_VARIABLE = "variable"


@dataclass(frozen=True, slots=True)
class Round:
    """Where a round stands. began: when the shop answered its first page, by the shop's clock.

    What changes during a long round may lie on a page that was read already: the next round begins
    no later than this one began, less the overlap.
    """

    mark: Watermark
    began: datetime | None

    @classmethod
    def of(cls, cursor: Cursor | None) -> "Round":
        """The round in a cursor."""
        began = (cursor or {}).get("began")
        return cls(Watermark.of(cursor), datetime.fromisoformat(began) if began else None)

    def after(self, listed: Listed, now: datetime, *, last: bool) -> "Round":
        """Where it stands after a page."""
        began = self.began or listed.at
        mark = self.mark.saw(map(products.changed, listed.items))
        if not last:
            return Round(mark.onward(), began)
        if began and mark.newest:
            mark = replace(mark, newest=min(mark.newest, began))
        return Round(mark.over(now), None)

    def cursor(self) -> dict[str, Any]:
        """As a cursor to keep."""
        began = {"began": self.began.isoformat()} if self.began else {}
        return self.mark.cursor() | began


class Reading:
    """Pages in the order of ids, so that a change meanwhile moves no row."""

    def __init__(self, api: Api, clock: Clock, currency: str) -> None:
        self._api, self._clock, self._currency = api, clock, currency

    def pages(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Pages from a cursor on."""
        if entity is Entity.PRODUCTS:
            yield from self._changed("products", cursor, self._products())
        elif entity is Entity.ORDERS:
            yield from self._changed("orders", cursor, _orders)
        else:
            read = self._customers if entity is Entity.CUSTOMERS else self._stock
            yield from self._whole(entity, cursor or {}, read)

    def _changed(
        self, path: str, cursor: Cursor | None, page_of: Callable[[Listed], Page]
    ) -> Iterator[Page]:
        stand, last = Round.of(cursor), False
        while not last:
            query = {"orderby": "id", "order": "asc", "status": "any", **_since(stand.mark)}
            listed = self._api.page(path, stand.mark.page + 1, query)
            last = stand.mark.page + 1 >= listed.pages
            page = page_of(listed)
            stand = stand.after(listed, self._clock.now(), last=last)
            yield replace(page, cursor=stand.cursor(), last=last, total=listed.total)

    def _whole(
        self, entity: Entity, cursor: Mapping[str, Any], read: Callable[[int], Page]
    ) -> Iterator[Page]:
        now, number = self._clock.now(), cursor.get("page", 0)
        begun = cursor.get("whole_at")
        if begun and not number and now - datetime.fromisoformat(begun) < _WHOLE_AGAIN[entity]:
            yield Page(cursor, last=True)
            return
        whole_at, last = (begun if begun and number else now.isoformat()), False
        while not last:
            number += 1
            page = read(number)
            last = page.last
            yield replace(page, cursor={"page": 0 if last else number, "whole_at": whole_at})

    def _products(self) -> Callable[[Listed], Page]:
        """Drafts of a page; tree and unit are asked for once a round, where there is news."""
        paths: dict[int, str] = {}
        units: list[str] = []

        def page(listed: Listed) -> Page:
            if listed.items and not paths:
                paths.update(products.paths_of(list(self._api.every("products/categories", {}))))
            if listed.items and not units:
                units.append(self._api.weight_unit())
            good, bad = each(
                listed.items,
                lambda item: products.draft(
                    item, self._variations(item), paths, self._currency, units[0]
                ),
            )
            return Page({}, last=False, products=good, refused=bad)

        return page

    def _customers(self, number: int) -> Page:
        listed = self._api.page("customers", number, {"orderby": "id", "order": "asc"})
        good, bad = each(listed.items, customers.draft)
        last = number >= listed.pages
        return Page({}, last, customers=good, refused=bad, total=listed.total)

    def _stock(self, number: int) -> Page:
        query = {"orderby": "id", "order": "asc", "status": "any", "_fields": stock.FIELDS}
        listed, now = self._api.page("products", number, query), self._clock.now()
        good, bad = each(
            listed.items, lambda item: tuple(stock.counts(item, self._variations(item), now))
        )
        found = tuple(count for counts in good for count in counts)
        return Page({}, number >= listed.pages, stock=found, refused=bad, total=listed.total)

    def _variations(self, item: Mapping[str, Any]) -> list[Any]:
        """Variations stand on a list of their own; the product only has their ids."""
        if item["type"] != _VARIABLE:
            return []
        return list(self._api.every(f"products/{item['id']}/variations", {}))


def _orders(listed: Listed) -> Page:
    good, bad = each(listed.items, orders.draft)
    return Page({}, last=False, orders=good, refused=bad)


def _since(mark: Watermark) -> dict[str, str]:
    if mark.since is None:
        return {}
    text = mark.since.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()
    return {"modified_after": text, "dates_are_gmt": "true"}
