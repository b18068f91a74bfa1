"""Bring orders in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shopweave.commerce import catalog, inbound, places
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery, Sifted, Upserted
from shopweave.commerce.inbound.checks import fit
from shopweave.commerce.orders import rows
from shopweave.commerce.orders.events import OrderCancelled, OrderPlaced
from shopweave.commerce.orders.fitness import fault_at
from shopweave.commerce.orders.moving import move
from shopweave.commerce.orders.records import single as records
from shopweave.commerce.orders.rows import Names, Placed, Values
from shopweave.commerce.orders.types import NOT_SOLD, OrderDraft, OrderStatus
from shopweave.foundation import ids, outbox
from shopweave.foundation.database import Transaction

ENTITY = "order"


@dataclass(frozen=True, slots=True)
class Live:
    """An order of today with its rows: one that moves stock and is news."""

    placed: Placed
    head: Values
    lines: list[Values]


def upsert(
    tx: Transaction, directory: Directory, delivery: Delivery, drafts: Sequence[OrderDraft]
) -> Upserted:
    """Insert or overwrite orders with their lines; a replay writes nothing.

    Unknown products are implied, buyers resolved, stock moved and news published, the last two
    not for a historical delivery.
    """
    good, rejected = fit(drafts, fault_at(delivery.now))
    inbound.take_turn(tx)
    known = records.known(tx, delivery.source_id, [draft.external_id for draft in good])
    sifted = inbound.sift(good, known)
    placed = _placed(sifted, delivery)
    if placed:
        _write(tx, directory, delivery, placed, [row for _, _, row in sifted.changed])
    return Upserted(
        created=len(sifted.new),
        changed=len(sifted.changed),
        same=len(sifted.same),
        ids={key: row.id for key, row in known.items()}
        | {one.draft.external_id: one.id for one in placed},
        rejected=tuple(rejected),
    )


def _placed(sifted: Sifted[OrderDraft], delivery: Delivery) -> list[Placed]:
    new = [Placed(ids.new(), d, mark, not delivery.historical) for d, mark in sifted.new]
    changed = [
        Placed(row.id, draft, mark, not row.historical, OrderStatus(row.status))
        for draft, mark, row in sifted.changed
    ]
    return new + changed


def _write(
    tx: Transaction,
    directory: Directory,
    delivery: Delivery,
    placed: Sequence[Placed],
    old: Sequence[records.Known],
) -> None:
    foreign = [row.id for row in old if row.import_id != delivery.import_id]
    inbound.note_before(tx, delivery.import_id, ENTITY, records.PARTS, foreign)
    fresh = {one.id for one in placed if one.was is None}
    inbound.note_new(tx, delivery.import_id, ENTITY, sorted(fresh))
    names = _names(tx, directory, delivery, placed)
    lines = {one.id: rows.line_rows(one, names) for one in placed}
    heads = [rows.order_row(one, lines[one.id], names, delivery) for one in placed]
    for save, new in ((records.add, True), (records.overwrite, False)):
        some = [head for head in heads if (head["id"] in fresh) is new]
        save(tx, some, [line for head in some for line in lines[head["id"]]])
    live = [
        Live(one, head, lines[one.id]) for one, head in zip(placed, heads, strict=True) if one.live
    ]
    move(tx, delivery, {one.head["id"]: one.head["placed_at"] for one in live})
    outbox.record_all(tx, _news(live))


def _names(
    tx: Transaction, directory: Directory, delivery: Delivery, placed: Sequence[Placed]
) -> Names:
    """Look up, or create, everything that orders name."""
    drafts = [one.draft for one in placed]
    named = rows.named(drafts)
    times = {key: draft.placed_at for key, (draft, _) in named.items()}
    products, news = catalog.heard_of(tx, delivery.source_id, times)
    products |= catalog.imply(tx, delivery, [rows.implied(key, named[key]) for key in news])
    varied = any(line.variant for draft in drafts for line in draft.lines)
    people = directory.resolve_many(tx, delivery, [draft.customer for draft in drafts])
    return Names(
        products=products,
        variants=catalog.variant_ids(tx, set(products.values())) if varied else {},
        places=places.imply(tx, {draft.place for draft in drafts if draft.place}, delivery.now),
        customers={one.id: person for one, person in zip(placed, people, strict=True)},
    )


def _news(live: Sequence[Live]) -> Iterable[object]:
    for one in live:
        head, was = one.head, one.placed.was
        products = tuple(
            dict.fromkeys(line["product_id"] for line in one.lines if line["product_id"])
        )
        counted = was is not None and was not in NOT_SOLD
        counts = head["status"] not in NOT_SOLD
        if counts and not counted:
            yield OrderPlaced(
                head["id"],
                head["customer_id"],
                head["placed_at"],
                head["channel"],
                head["currency"],
                head["goods"],
                products,
            )
        elif counted and not counts:
            yield OrderCancelled(head["id"], head["customer_id"], products)
