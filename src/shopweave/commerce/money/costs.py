"""Bring costs in, and know what a unit cost on a day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shopweave.commerce import catalog, inbound, sources
from shopweave.commerce.inbound import Delivery, TakenBack, Upserted
from shopweave.commerce.inbound.checks import Fault, date_fault, fit, price_fault
from shopweave.commerce.money.average import on_hand, settle
from shopweave.commerce.money.book import BEGINNING, CostBook, book_of
from shopweave.commerce.money.due import let_due
from shopweave.commerce.money.errors import (
    CostOfUnknownProduct,
    ReceiptWithoutDate,
    UnitsBelowZero,
)
from shopweave.commerce.money.records import costs as records
from shopweave.commerce.money.types import CostPrice, CostPriceDraft, Origin
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction, thousandths

ENTITY = "cost"
_MOST_UNITS = 1e9


def history(tx: Transaction, product_id: str) -> list[CostPrice]:
    """Every cost of a product and its variants, oldest first."""
    return records.of_products(tx, [product_id])


def upsert(tx: Transaction, delivery: Delivery, drafts: Sequence[CostPriceDraft]) -> Upserted:
    """Bring costs in; a replay writes nothing. Orders that a new cost concerns are booked again.

    A cost without a date holds from the beginning if it is the first one, else from now on.
    """
    inbound.take_turn(tx)
    products = catalog.ids_of(tx, delivery.source_id, [draft.product for draft in drafts])
    good, rejected = fit(drafts, _fault_of(products, delivery.now))
    things = _Things(products, catalog.variant_ids(tx, {products[d.product] for d in good}))
    book = book_of(tx, {products[draft.product] for draft in good})
    dated = {draft: _dated(book, things.of(draft)[0], draft, delivery.now) for draft in good}
    told = {one.external_id: draft for draft, one in dated.items() if one is not None}
    owners = {one: things.of(one) for one in dated.values() if one is not None}
    sifted = inbound.sift(
        list(owners),
        records.known(tx, delivery.source_id, list(told)),
        lambda one: inbound.digest(told[one.external_id]),
    )
    fresh = [(ids.new(), draft, mark) for draft, mark in sifted.new]
    changed = [(row.id, draft, mark) for draft, mark, row in sifted.changed]
    news = [*fresh, *changed]
    lying = on_hand(tx, {owners[one][1] for _, one, _ in news if one.units is not None})
    seen = {row.id: row.stock for _, _, row in sifted.changed if row.stock is not None}
    rows = [
        _row(key, draft, mark, owners[draft], delivery)
        | _came(draft, seen.get(key, lying[owners[draft][0]]))
        for key, draft, mark in news
    ]
    _write(tx, delivery, rows[: len(fresh)], rows[len(fresh) :], [r for _, _, r in sifted.changed])
    same = len(good) - len(told) + len(sifted.same)
    found = {row["external_id"]: row["id"] for row in rows}
    return Upserted(len(fresh), len(changed), same, found, tuple(rejected))


@dataclass(frozen=True, slots=True)
class _Things:
    """What external names of products and variants stand for."""

    products: Mapping[str, str]
    variants: Mapping[tuple[str, str], str]

    def of(self, draft: CostPriceDraft) -> tuple[str, str]:
        """(what the cost is of, its product)."""
        product = self.products[draft.product]
        return self.variants.get((product, draft.variant or ""), product), product


def follow_catalogue(tx: Transaction, product_ids: Sequence[str], now: datetime) -> None:
    """Note what the sources say that products cost, if it is news; the first word holds always."""
    told = catalog.every_cost(tx, product_ids)
    book = book_of(tx, {product for product, _, _ in told.values()})
    currencies = {source.id: source.currency for source in sources.every(tx)}
    rows = []
    for owner, (product, source, amount) in told.items():
        if _told_before(book, owner, amount):
            continue
        since = BEGINNING if book.newest(owner) is None else now
        delivery = Delivery(source, now)
        draft = CostPriceDraft(owner, amount, currencies[source], since=since)
        key = f"{Origin.CATALOG} {since.isoformat()} {owner}"
        row = _row(ids.new(), draft, inbound.digest(draft), (owner, product), delivery)
        rows.append({**row, "origin": Origin.CATALOG, "external_id": key})
    records.add(tx, rows)
    _concern(tx, rows)


def _told_before(book: CostBook, owner: str, amount: int) -> bool:
    """Whether the catalogue's last word was the same: then what people entered since holds."""
    words = [cost for cost in book.by_owner.get(owner, ()) if cost.origin is Origin.CATALOG]
    return bool(words) and words[-1].amount == amount


def remove(tx: Transaction, cost_id: str) -> None:
    """Forget one cost; what it concerned is booked again."""
    inbound.take_turn(tx)
    found = records.some(tx, [cost_id])
    records.remove(tx, cost_id)
    _concern(tx, [{"product_id": cost.product_id, "since": cost.since} for cost in found])


def take_back(tx: Transaction, import_id: str, limit: int) -> TakenBack:
    """Remove or restore up to `limit` costs that an import brought."""
    inbound.take_turn(tx)
    changes = inbound.noted(tx, import_id, ENTITY, limit)
    if not changes:
        return TakenBack()
    before = records.some(tx, [change.id for change in changes])
    done = inbound.take_back(tx, import_id, records.PARTS, changes, lambda _tx, _ids: set())
    _concern(tx, [{"product_id": cost.product_id, "since": cost.since} for cost in before])
    return done


def _dated(
    book: CostBook, owner: str, draft: CostPriceDraft, now: datetime
) -> CostPriceDraft | None:
    """The draft with its date; None when it says what holds already."""
    if draft.since is not None:
        return draft
    last = book.newest(owner)
    if last is None:
        return replace(draft, since=BEGINNING)
    if (last.amount, last.currency) == (draft.amount, draft.currency):
        return None
    return replace(draft, since=now)


def _fault_of(
    products: Mapping[str, str], now: datetime
) -> Callable[[int, CostPriceDraft], Fault | None]:
    def fault(row: int, draft: CostPriceDraft) -> Fault | None:
        if draft.product not in products:
            return "product", CostOfUnknownProduct(row=row, product=draft.product)
        if draft.units is not None and not 0 < draft.units <= _MOST_UNITS:
            return "units", UnitsBelowZero(row=row, units=str(draft.units))
        if draft.units is not None and draft.since is None:
            return "from", ReceiptWithoutDate(row=row)
        wrong = price_fault(row, "cost", draft.amount, draft.currency)
        return wrong or (date_fault(row, "from", draft.since, now) if draft.since else None)

    return fault


def _row(
    key: str, draft: CostPriceDraft, mark: bytes, owner: tuple[str, str], delivery: Delivery
) -> dict[str, Any]:
    return {
        "id": key,
        "source_id": delivery.source_id,
        "external_id": draft.external_id,
        "hash": mark,
        "external_updated_at": None,
        "import_id": delivery.import_id,
        "historical": delivery.historical,
        "created_at": delivery.now,
        "updated_at": delivery.now,
        "owner_id": owner[0],
        "product_id": owner[1],
        "since": draft.since,
        "amount": draft.amount,
        "currency": draft.currency,
        "origin": Origin.ENTERED if draft.units is None else Origin.RECEIPT,
    }


def _came(draft: CostPriceDraft, stock: int) -> dict[str, int | None]:
    """What the average of goods that came in follows from."""
    if draft.units is None:
        return {"paid": None, "units": None, "stock": None}
    return {"paid": draft.amount, "units": thousandths(draft.units), "stock": stock}


def _write(
    tx: Transaction,
    delivery: Delivery,
    fresh: Sequence[dict[str, Any]],
    changed: Sequence[dict[str, Any]],
    old: Sequence[records.Known],
) -> None:
    foreign = [row.id for row in old if row.import_id != delivery.import_id]
    inbound.note_before(tx, delivery.import_id, ENTITY, records.PARTS, foreign)
    inbound.note_new(tx, delivery.import_id, ENTITY, [row["id"] for row in fresh])
    records.add(tx, fresh)
    records.overwrite(tx, changed)
    _concern(tx, [*fresh, *changed])


def _concern(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Let the orders be booked again that a cost concerns, or an average that follows from it."""
    if rows:
        products = sorted({row["product_id"] for row in rows})
        moved = [one.since for one in settle(tx, products)]
        since = min([row["since"] for row in rows] + moved)
        let_due(tx, products=products, since=since)
