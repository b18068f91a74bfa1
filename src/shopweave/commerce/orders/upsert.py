"""Bring orders in."""

from collections.abc import Mapping, Sequence

from shopweave.commerce import catalog, inbound, places
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery, Sifted, Upserted
from shopweave.commerce.inbound.checks import fit
from shopweave.commerce.orders import rows
from shopweave.commerce.orders.fitness import fault_at
from shopweave.commerce.orders.news import Live, follow
from shopweave.commerce.orders.records import single as records
from shopweave.commerce.orders.records import undone
from shopweave.commerce.orders.reversal import reversed_rows, still_news
from shopweave.commerce.orders.rows import Names, Placed
from shopweave.commerce.orders.types import Before, OrderDraft, OrderStatus, Reversal
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

ENTITY = "order"
_NONE: Mapping[str, str] = {}


def upsert(
    tx: Transaction,
    directory: Directory,
    delivery: Delivery,
    drafts: Sequence[OrderDraft],
    own: Mapping[str, str] = _NONE,
) -> Upserted:
    """Insert or overwrite orders with their lines; a replay writes nothing.

    Unknown products are implied, buyers resolved, stock moved and news published, the last two
    not for a historical delivery. own: products by the name that the lines give them, where the
    caller has found them already, such as a till that sells what a web shop describes.
    """
    good, rejected = fit(drafts, fault_at(delivery.now))
    inbound.take_turn(tx)
    known = records.known(tx, delivery.source_id, [draft.external_id for draft in good])
    sifted = inbound.sift(good, known)
    placed = _placed(sifted, delivery)
    if placed:
        _write(tx, directory, delivery, placed, [row for _, _, row in sifted.changed], own)
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
        Placed(row.id, draft, mark, not row.historical, Before(OrderStatus(row.status), row.goods))
        for draft, mark, row in sifted.changed
    ]
    return new + changed


def _write(
    tx: Transaction,
    directory: Directory,
    delivery: Delivery,
    placed: Sequence[Placed],
    old: Sequence[records.Known],
    own: Mapping[str, str],
) -> None:
    foreign = [row.id for row in old if row.import_id != delivery.import_id]
    inbound.note_before(tx, delivery.import_id, ENTITY, records.PARTS, foreign)
    fresh = {one.id for one in placed if one.was is None}
    inbound.note_new(tx, delivery.import_id, ENTITY, sorted(fresh))
    names = _names(tx, directory, delivery, placed, own)
    lines = {one.id: rows.line_rows(one, names) for one in placed}
    revision = records.next_revision(tx)
    heads = {
        one.id: rows.order_row(one, lines[one.id], names, delivery, revision) for one in placed
    }
    for order, told in _undone(tx, delivery, placed).items():
        heads[order], lines[order] = reversed_rows(heads[order], lines[order], told, names.products)
    for save, new in ((records.add, True), (records.overwrite, False)):
        some = [head for key, head in heads.items() if (key in fresh) is new]
        save(tx, some, [line for head in some for line in lines[head["id"]]])
    records.set_costs(
        tx, [row.id for row in old], [row for one in placed for row in rows.cost_rows(one)]
    )
    live = [Live(heads[one.id], lines[one.id], one.was) for one in placed if one.live]
    follow(tx, delivery, live)


def _undone(
    tx: Transaction, delivery: Delivery, placed: Sequence[Placed]
) -> dict[str, list[Reversal]]:
    """What was told of these orders being undone, by our id."""
    drafts = {one.draft.external_id: one for one in placed}
    told = undone.of_orders(tx, delivery.source_id, drafts)
    found: dict[str, list[Reversal]] = {}
    for external_id, news in told.items():
        one = drafts[external_id]
        found[one.id] = still_news(news, one.draft.placed_at, one.draft.external_updated_at)
    return found


def _names(
    tx: Transaction,
    directory: Directory,
    delivery: Delivery,
    placed: Sequence[Placed],
    own: Mapping[str, str],
) -> Names:
    """Look up, or create, everything that orders name."""
    drafts = [one.draft for one in placed]
    named = rows.named(drafts)
    times = {key: draft.placed_at for key, (draft, _) in named.items() if key not in own}
    products, news = catalog.heard_of(tx, delivery.source_id, times)
    products |= catalog.imply(tx, delivery, [rows.implied(key, named[key]) for key in news])
    products |= own
    varied = any(line.variant for draft in drafts for line in draft.lines)
    people = directory.resolve_many(tx, delivery, [draft.customer for draft in drafts])
    return Names(
        products=products,
        variants=catalog.variant_ids(tx, set(products.values())) if varied else {},
        places=places.imply(tx, {draft.place for draft in drafts if draft.place}, delivery.now),
        customers={one.id: person for one, person in zip(placed, people, strict=True)},
    )
