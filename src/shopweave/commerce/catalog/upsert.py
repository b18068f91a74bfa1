"""Bring products in, as their source describes them or as an order implies them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from shopweave.commerce import inbound
from shopweave.commerce.catalog import own, rows
from shopweave.commerce.catalog.events import ProductWithdrawn
from shopweave.commerce.catalog.fitness import fault
from shopweave.commerce.catalog.history import note_prices
from shopweave.commerce.catalog.records import reading
from shopweave.commerce.catalog.records import writing as records
from shopweave.commerce.catalog.rows import Placed
from shopweave.commerce.catalog.tasks import ask_to_link
from shopweave.commerce.catalog.types import ProductDraft, Status, VariantDraft
from shopweave.commerce.inbound import Delivery, Sifted, Upserted
from shopweave.commerce.inbound.checks import fit
from shopweave.foundation import ids, outbox
from shopweave.foundation.database import Transaction, micros

ENTITY = "product"
# Orders tell a price each time; following every one would write more than the orders themselves.
_REFRESHED = timedelta(days=60)


def upsert(tx: Transaction, delivery: Delivery, drafts: Sequence[ProductDraft]) -> Upserted:
    """Insert or overwrite products; a replay writes nothing, a wrong draft is left out."""
    good, rejected = fit(drafts, fault)
    inbound.take_turn(tx)
    known = records.known(tx, delivery.source_id, [draft.external_id for draft in good])
    described = {key: row for key, row in known.items() if not row.implied}
    sifted = inbound.sift(good, described)
    found = {key: row.id for key, row in known.items()}
    withdrawn = _withdrawn(sifted)
    placed = _write(tx, delivery, sifted, found)
    if withdrawn and not delivery.historical:
        outbox.record_all(tx, withdrawn)
    if any(map(_coded, placed)):
        ask_to_link(tx)
    created = sum(draft.external_id not in known for draft, _ in sifted.new)
    return Upserted(
        created=created,
        changed=len(placed) - created,
        same=len(sifted.same),
        ids={draft.external_id: found[draft.external_id] for draft in good},
        rejected=tuple(rejected),
    )


def imply(tx: Transaction, delivery: Delivery, drafts: Sequence[ProductDraft]) -> dict[str, str]:
    """Insert products that were only seen on orders; returns external id to id of all.

    A product that its source described itself is left as it is, and the name of a variant leads
    to its product. What was only implied takes newer words and prices once in a while.
    """
    keys = [draft.external_id for draft in drafts]
    known = records.known(tx, delivery.source_id, keys) if keys else {}
    found = {key: row.id for key, row in known.items()}
    missing = [key for key in keys if key not in found]
    if missing:
        found |= reading.ids_of(tx, delivery.source_id, missing)
    news = [draft for draft in drafts if _is_news(draft, known.get(draft.external_id), found)]
    if news:
        inbound.take_turn(tx)
        _write(tx, delivery, inbound.sift(news, known), found, implied=True)
    return found


def heard_of(
    tx: Transaction, source_id: str, named: Mapping[str, datetime]
) -> tuple[dict[str, str], list[str]]:
    """Products that orders name, each with when: ids of the known ones, and names to `imply`.

    The quick look before `imply`, for thousands of lines whose products are mostly known.
    """
    rows = reading.heard_of(tx, source_id, list(named))
    found = {row.external_id: row.id for row in rows}
    age = _REFRESHED // timedelta(microseconds=1)
    stale = [
        row.external_id
        for row in rows
        if row.implied and row.at is not None and row.at < micros(named[row.external_id]) - age
    ]
    return found, [*stale, *(key for key in named if key not in found)]


def _is_news(draft: ProductDraft, here: records.Known | None, found: dict[str, str]) -> bool:
    if here is None:
        return draft.external_id not in found
    then, now = here.external_updated_at, draft.external_updated_at
    return here.implied and then is not None and now is not None and then + _REFRESHED < now


def _write(
    tx: Transaction,
    delivery: Delivery,
    sifted: Sifted[ProductDraft],
    found: dict[str, str],
    *,
    implied: bool = False,
) -> list[Placed]:
    """Write what is new or changed; adds the new ids to `found`."""
    marked = [*sifted.new, *((draft, mark) for draft, mark, _ in sifted.changed)]
    if not marked:
        return []
    old = [found[draft.external_id] for draft, _ in marked if draft.external_id in found]
    fresh = {d.external_id: ids.new() for d, _ in marked if d.external_id not in found}
    found.update(fresh)
    placed = [Placed(found[draft.external_id], draft, mark, implied) for draft, mark in marked]
    foreign = records.written_by_others(tx, old, delivery.import_id)
    inbound.note_before(tx, delivery.import_id, ENTITY, records.PARTS, foreign)
    inbound.note_new(tx, delivery.import_id, ENTITY, list(fresh.values()))
    records.remove_parts(tx, old)
    revision = records.next_revision(tx)
    made = set(fresh.values())
    products = [rows.product_row(one, delivery, revision) for one in placed]
    records.add(tx, [row for row in products if row["id"] in made])
    records.overwrite(tx, [row for row in products if row["id"] not in made])
    _write_parts(tx, delivery, placed, old)
    return placed


def _write_parts(
    tx: Transaction, delivery: Delivery, placed: Sequence[Placed], old: Sequence[str]
) -> None:
    variants = records.variant_ids(tx, old)
    for one in placed:
        for variant in one.draft.variants:
            variants.setdefault((one.id, variant.external_id), ids.new())
    paths = rows.with_ancestors(path for one in placed for path in one.draft.categories)
    categories = records.ensure_categories(tx, paths, delivery.now)
    records.add_parts(
        tx,
        [row for one in placed for row in rows.price_rows(one, variants)],
        [row for one in placed for row in rows.text_rows(one)],
        [row for one in placed for row in rows.category_rows(one, categories)],
    )
    variant_rows = [row for one in placed for row in rows.variant_rows(one, variants)]
    records.set_variants(tx, old, variant_rows)
    own.hold(tx, [one.id for one in placed], delivery.now)
    note_prices(tx, [one.id for one in placed if not one.implied], delivery.now)


def _coded(one: Placed) -> bool:
    """Whether it carries a code that another source's product may carry, too."""
    forms: list[ProductDraft | VariantDraft] = [one.draft, *one.draft.variants]
    return any(form.gtin or form.sku for form in forms)


def _withdrawn(sifted: Sifted[ProductDraft]) -> Iterable[ProductWithdrawn]:
    gone: dict[str, list[str]] = {}
    for draft, _, here in sifted.changed:
        if here.status == Status.ACTIVE and draft.status is not Status.ACTIVE:
            gone.setdefault(draft.status.value, []).append(here.id)
    return [ProductWithdrawn(tuple(products), reason) for reason, products in gone.items()]
