"""Write a page into the record, and say what became of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from shopweave.commerce import catalog, orders
from shopweave.commerce.catalog import Status
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.commerce.orders import OrderDraft
from shopweave.connectors.contract import Cursor, Entity, Page, Refused, SameOrderTwice
from shopweave.connectors.sync import counts
from shopweave.connectors.sync.records import sent
from shopweave.connectors.sync.types import Progress, Values
from shopweave.foundation.database import Transaction

PIECE = 200
Item = TypeVar("Item")


@dataclass(slots=True)
class Kept:
    """What became of a page. good: external ids that are in."""

    created: int = 0
    changed: int = 0
    good: dict[Entity, list[str]] = field(default_factory=dict)
    refused: list[tuple[Entity, Refused]] = field(default_factory=list)

    def add(self, entity: Entity, done: Upserted) -> None:
        """Count what a batch did."""
        self.created += done.created
        self.changed += done.changed
        self.good.setdefault(entity, []).extend(done.ids)
        self.refused += [
            (entity, Refused(one.external_id, one.field, one.problem)) for one in done.rejected
        ]


@dataclass(frozen=True, slots=True)
class Keeper:
    """Writes pages of one source. Orders placed before `since` are history.

    again: the source is asked by turns, so that it says its numbers in stock again.
    """

    directory: Directory
    source_id: str
    since: datetime
    now: datetime
    again: bool

    def keep(self, tx: Transaction, entity: Entity, page: Page) -> Kept:
        """Write a page; what cannot come in is noted with its reason."""
        kept = Kept(refused=[(entity, one) for one in page.refused])
        now = Delivery(self.source_id, self.now)
        if page.products:
            kept.add(Entity.PRODUCTS, catalog.upsert(tx, now, page.products))
        if page.customers:
            kept.add(Entity.CUSTOMERS, self.directory.upsert(tx, now, page.customers))
        if page.orders:
            self._keep_orders(tx, now, page.orders, kept)
        if page.stock:
            kept.add(Entity.STOCK, counts.keep(tx, now, page.stock, again=self.again))
        kept.changed += remove(tx, self.source_id, page.gone, self.now)
        self.note(tx, kept)
        return kept

    def _keep_orders(
        self, tx: Transaction, delivery: Delivery, drafts: Sequence[OrderDraft], kept: Kept
    ) -> None:
        twins = orders.doubles(tx, self.directory, self.source_id, drafts)
        let_in = sent.accepted(tx, self.source_id, Entity.ORDERS) if twins else set()
        twins = {key: other for key, other in twins.items() if key not in let_in}
        for past in (True, False):
            some = [
                draft
                for draft in drafts
                if _is_past(draft, self.since) is past and draft.external_id not in twins
            ]
            if some:
                some_delivery = replace(delivery, historical=past)
                kept.add(Entity.ORDERS, orders.upsert(tx, self.directory, some_delivery, some))
        for key, other in twins.items():
            double = SameOrderTwice(external_id=key, other=other)
            kept.refused.append((Entity.ORDERS, Refused(key, "number", double)))

    def note(self, tx: Transaction, kept: Kept) -> None:
        """Remember what was refused, and forget refusals of what is in."""
        for entity, ids in kept.good.items():
            sent.clear_refusals(tx, self.source_id, entity, ids)
        rows = {(entity, one.external_id): self._row(entity, one) for entity, one in kept.refused}
        sent.keep_refusals(tx, list(rows.values()))

    def _row(self, entity: Entity, one: Refused) -> Values:
        return {
            "source_id": self.source_id,
            "entity": entity.value,
            "external_id": one.external_id[:200],
            "field": one.field[:120],
            "code": one.problem.code(),
            "told": {tongue: one.problem.sentence(tongue) for tongue in ("en", "zh")},
            "accepted": False,
            "at": self.now,
        }


def remove(tx: Transaction, source_id: str, gone: Iterable[str], now: datetime) -> int:
    """Mark products that the shop deleted; returns how many were still there."""
    wanted = list(gone)
    if not wanted:
        return 0
    here = catalog.external_ids(tx, source_id)
    for external_id in wanted:
        if external_id in here:
            catalog.set_status(tx, here[external_id], Status.DELETED, now)
    return sum(external_id in here for external_id in wanted)


def advanced(
    mark: Progress, page: Page, kept: Kept, cursor: Cursor | None, now: datetime
) -> Progress:
    """How far an entity is read after a page."""
    news = kept.created + kept.changed > 0
    return replace(
        mark,
        cursor=cursor,
        seen=mark.seen + page.count(mark.entity),
        created=mark.created + kept.created,
        changed=mark.changed + kept.changed,
        total=page.total if page.total is not None else mark.total,
        at=now,
        news_at=now if news else mark.news_at,
        complete_at=(mark.complete_at or now) if page.last else mark.complete_at,
    )


def by_entity(page: Page) -> list[tuple[Entity, Page]]:
    """A page of several entities as one page for each; refusals stay with the first."""
    found = []
    for entity in Entity:
        items = getattr(page, entity.value)
        if items:
            part = _piece(page, entity.value, items)
            found.append((entity, part))
    if found and (page.refused or page.gone):
        entity, part = found[0]
        found[0] = entity, replace(part, refused=page.refused, gone=page.gone)
    elif page.refused or page.gone:
        found = [(Entity.PRODUCTS, page)]
    return found


def pieces(page: Page) -> list[Page]:
    """A page cut into pieces that are written quickly; the last one carries the rest."""
    if page.size <= PIECE:
        return [page]
    found: list[Page] = []
    for name in ("products", "customers", "orders", "stock"):
        found += [_piece(page, name, some) for some in _cut(getattr(page, name))]
    empty: dict[str, Any] = {"products": (), "customers": (), "orders": (), "stock": ()}
    return [*found, replace(page, **empty)]


def _piece(page: Page, name: str, some: tuple[Any, ...]) -> Page:
    part: Callable[..., Page] = Page
    return part(cursor=page.cursor, last=False, **{name: some})


def _cut(items: Sequence[Item]) -> Iterable[tuple[Item, ...]]:
    rest = iter(items)
    while some := tuple(islice(rest, PIECE)):
        yield some


def _is_past(draft: OrderDraft, since: datetime) -> bool:
    return draft.placed_at.tzinfo is not None and draft.placed_at < since
