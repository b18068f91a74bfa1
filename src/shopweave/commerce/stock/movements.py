"""Write the ledger, and read it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import isfinite
from typing import Any

from shopweave.commerce import catalog, inbound, places
from shopweave.commerce.inbound import Delivery, Rejected, Upserted
from shopweave.commerce.inbound.checks import Fault, date_fault, key_fault
from shopweave.commerce.inbound.errors import TwiceInBatch
from shopweave.commerce.stock.carry import carry
from shopweave.commerce.stock.errors import BookedOtherwise, NotInCatalogue, NotUnits
from shopweave.commerce.stock.records import ledger as records
from shopweave.commerce.stock.types import Movement, MovementDraft, MovementKind, Owed
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

Values = Mapping[str, Any]
_MOST_UNITS = 1e9


def upsert(tx: Transaction, delivery: Delivery, drafts: Sequence[MovementDraft]) -> Upserted:
    """Bring movements and counts in; a replay writes nothing, a wrong draft is left out."""
    inbound.take_turn(tx)
    keys = [draft.external_id for draft in drafts]
    booked = records.booked(tx, delivery.source_id, keys)
    products = catalog.ids_of(tx, delivery.source_id, [draft.product for draft in drafts])
    good: dict[str, MovementDraft] = {}
    bad, same = [], 0
    for row, draft in enumerate(drafts):
        fault = _fault(row, draft, delivery, products)
        mark = booked.get(draft.external_id)
        if fault is None and draft.external_id in good:
            first = keys.index(draft.external_id)
            again = TwiceInBatch(row=row, external_id=draft.external_id, first=first)
            fault = "external_id", again
        if fault is None and mark is not None and mark != inbound.digest(draft):
            fault = "external_id", BookedOtherwise(row=row, external_id=draft.external_id)
        if fault is not None:
            bad.append(Rejected(row, draft.external_id, *fault))
        elif mark is not None:
            same += 1
        else:
            good[draft.external_id] = draft
    _book(tx, delivery, list(good.values()), products)
    return Upserted(created=len(good), same=same, rejected=tuple(bad))


def post(tx: Transaction, delivery: Delivery, movements: Sequence[Movement]) -> None:
    """Append movements of our own (orders, approvals) and carry the levels along."""
    inbound.take_turn(tx)
    rows = [
        {
            "source_id": delivery.source_id,
            "external_id": ids.new(),
            "hash": None,
            "import_id": delivery.import_id,
            "product_id": one.product_id,
            "variant_id": one.variant_id,
            "place_id": one.place_id,
            "kind": one.kind.value,
            "quantity": one.quantity,
            "at": one.at,
            "reference": one.reference,
            "note": one.note,
            "recorded_at": delivery.now,
        }
        for one in movements
    ]
    _append(tx, delivery, rows)


def settle(
    tx: Transaction, delivery: Delivery, references: Mapping[str, datetime], owed: Sequence[Owed]
) -> None:
    """Move what references owe now, less what they moved before: however often it is said.

    All movements of a reference carry its own time, so that a cancelled order leaves no trace in
    the levels, whenever something was counted.
    """
    moved = records.moved(tx, references)
    due: dict[tuple[str, str, str], float] = defaultdict(float)
    known = {one.variant_id: one.product_id for one in owed}
    if moved:
        known |= records.products_of(tx, references)
    for one in owed:
        due[one.reference, one.variant_id, one.place_id] += one.quantity
    movements = []
    for key in dict.fromkeys([*due, *moved]):
        missing = round((due.get(key, 0.0) - moved.get(key, 0.0)) * 1000) / 1000
        if missing:
            reference, variant, place = key
            kind = MovementKind.SALE if missing < 0 else MovementKind.RETURN
            at = references[reference]
            product = known[variant]
            movements.append(Movement(product, variant, place, kind, missing, at, reference))
    post(tx, delivery, movements)


def history(tx: Transaction, product_id: str, limit: int = 100) -> list[Movement]:
    """Movements of a product at all places, newest first."""
    return records.history(tx, product_id, limit)


def _fault(
    row: int, draft: MovementDraft, delivery: Delivery, products: Mapping[str, str]
) -> Fault | None:
    below = draft.kind is MovementKind.COUNT and draft.quantity < 0
    if not isfinite(draft.quantity) or abs(draft.quantity) > _MOST_UNITS or below:
        return "quantity", NotUnits(row=row, quantity=str(draft.quantity))
    if draft.product not in products:
        return "product", NotInCatalogue(row=row, product=draft.product)
    return key_fault(row, draft.external_id) or date_fault(row, "at", draft.at, delivery.now)


def _book(
    tx: Transaction,
    delivery: Delivery,
    drafts: Sequence[MovementDraft],
    products: Mapping[str, str],
) -> None:
    if not drafts:
        return
    named = places.imply(tx, {d.place for d in drafts if d.place}, delivery.now)
    main = places.default(tx, delivery.now).id
    varied = {products[draft.product] for draft in drafts if draft.variant}
    variants = catalog.variant_ids(tx, varied) if varied else {}
    rows = []
    for draft in drafts:
        product = products[draft.product]
        rows.append(
            {
                "source_id": delivery.source_id,
                "external_id": draft.external_id,
                "hash": inbound.digest(draft),
                "import_id": delivery.import_id,
                "product_id": product,
                "variant_id": variants.get((product, draft.variant or ""), product),
                "place_id": named.get(draft.place or "", main),
                "kind": draft.kind.value,
                "quantity": draft.quantity,
                "at": draft.at,
                "reference": None,
                "note": draft.note,
                "recorded_at": delivery.now,
            }
        )
    _append(tx, delivery, rows)


def _append(tx: Transaction, delivery: Delivery, rows: Sequence[Values]) -> None:
    if rows:
        records.append(tx, rows)
        carry(tx, rows, delivery.now)
