"""Read a Shopify shop page by page."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from shopweave.connectors.contract import Cursor, Entity, Page, Watermark, each, instant
from shopweave.connectors.shopify import customers, orders, products, stock
from shopweave.connectors.shopify.admin import Admin
from shopweave.foundation.clock import Clock

_LISTS = {
    Entity.PRODUCTS: ("products", products.FIELDS, 25),
    Entity.CUSTOMERS: ("customers", customers.FIELDS, 100),
    Entity.ORDERS: ("orders", orders.FIELDS, 25),
    Entity.STOCK: ("productVariants", stock.FIELDS, 50),
}
_QUERY = """
query($first: Int!, $after: String, $query: String) {{
  {name}(first: $first, after: $after, query: $query, sortKey: {key}) {{
    pageInfo {{ hasNextPage endCursor }}
    nodes {{ {fields} }}
  }}
}}
"""
_PLACES = "{ locations(first: 2) { nodes { id } } }"


class Reading:
    """Pages by Shopify's own cursors, sorted by the time of change.

    What changes during a round moves to the end of the list, so the round itself still meets it.
    """

    def __init__(self, admin: Admin, clock: Clock, currency: str) -> None:
        self._admin, self._clock, self._currency = admin, clock, currency

    def pages(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Pages from a cursor on. Levels of stock have no times to ask for: they are read whole."""
        several = entity is Entity.STOCK and len(self._admin.ask(_PLACES)["locations"]["nodes"]) > 1
        mark, after = Watermark.of(cursor), (cursor or {}).get("after")
        last = False
        while not last:
            listed = self._list(entity, mark, after)
            nodes, info = listed["nodes"], listed["pageInfo"]
            last, after = not info["hasNextPage"], info["endCursor"]
            if entity is not Entity.STOCK:
                mark = mark.saw(instant(node["updatedAt"]) for node in nodes)
            onward = (
                mark.over(self._clock.now()).cursor() if last else {**mark.cursor(), "after": after}
            )
            yield self._page(entity, nodes, onward, last=last, several=several)

    def _list(self, entity: Entity, mark: Watermark, after: str | None) -> Any:
        name, fields, first = _LISTS[entity]
        key = "ID" if entity is Entity.STOCK else "UPDATED_AT"
        query = f"updated_at:>='{_text(mark.since)}'" if mark.since else None
        asked = _QUERY.format(name=name, fields=fields, key=key)
        return self._admin.ask(asked, first=first, after=after, query=query)[name]

    def _page(
        self,
        entity: Entity,
        nodes: list[Mapping[str, Any]],
        cursor: Cursor,
        *,
        last: bool,
        several: bool,
    ) -> Page:
        if entity is Entity.STOCK:
            now = self._clock.now()
            good, bad = each(nodes, lambda node: tuple(stock.counts(node, several=several, at=now)))
            found = tuple(count for counts in good for count in counts)
            return Page(cursor, last, stock=found, refused=bad)
        draft: dict[Entity, Callable[[Any], Any]] = {
            Entity.PRODUCTS: lambda node: products.draft(node, self._currency),
            Entity.CUSTOMERS: customers.draft,
            Entity.ORDERS: orders.draft,
        }
        drafts, bad = each(nodes, draft[entity])
        if entity is Entity.PRODUCTS:
            return Page(cursor, last, products=drafts, refused=bad)
        if entity is Entity.CUSTOMERS:
            return Page(cursor, last, customers=drafts, refused=bad)
        return Page(cursor, last, orders=drafts, refused=bad)


def _text(time: datetime) -> str:
    return time.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"
