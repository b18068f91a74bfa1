"""Every statement by which products are written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from shopweave.commerce.catalog.tables import (
    catalog_revision,
    categories,
    prices,
    product_categories,
    product_texts,
    products,
    variants,
)
from shopweave.commerce.catalog.types import Status
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

Values = Mapping[str, Any]

# What together is one product, for the journal of imports.
PARTS = (
    (products, "id"),
    (variants, "product_id"),
    (prices, "product_id"),
    (product_texts, "product_id"),
    (product_categories, "product_id"),
)
_REPLACED = (prices, product_texts, product_categories)
_KEPT = {"id", "source_id", "external_id", "created_at", "in_stock"}
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Known:
    """What sifting and the rules of overwriting look at."""

    id: str
    external_id: str
    hash: bytes | None
    external_updated_at: datetime | None
    implied: bool
    status: str


def known(tx: Transaction, source_id: str, external_ids: Iterable[str]) -> dict[str, Known]:
    """Products of a source that are there, by external id."""
    c = products.c
    query = select(c.id, c.external_id, c.hash, c.external_updated_at, c.implied, c.status)
    query = query.where(c.source_id == source_id, tx.one_of(c.external_id, external_ids))
    return {row.external_id: Known(**row._mapping) for row in tx.all(query)}


def written_by_others(
    tx: Transaction, product_ids: Sequence[str], import_id: str | None
) -> list[str]:
    """Which products this import did not write last."""
    if import_id is None or not product_ids:
        return []
    c = products.c
    query = select(c.id).where(
        tx.one_of(c.id, product_ids), c.import_id.is_distinct_from(import_id)
    )
    return [row.id for row in tx.all(query)]


def add(tx: Transaction, rows: Sequence[Values]) -> None:
    """Insert new products."""
    tx.load(products, rows)


def overwrite(tx: Transaction, rows: Sequence[Values]) -> None:
    """Overwrite products; stock and the day of creation stay."""
    if rows:
        tx.upsert(products, rows, key=["id"], update=[n for n in rows[0] if n not in _KEPT])


def remove_parts(tx: Transaction, product_ids: Sequence[str]) -> None:
    """Delete what is written anew with a product; variants keep their ids."""
    if product_ids:
        for table in _REPLACED:
            tx.execute(delete(table).where(tx.one_of(table.c.product_id, product_ids)))


def add_parts(
    tx: Transaction,
    price_rows: Sequence[Values],
    text_rows: Sequence[Values],
    category_rows: Sequence[Values],
) -> None:
    """Insert what belongs to products."""
    for table, rows in zip(_REPLACED, (price_rows, text_rows, category_rows), strict=True):
        tx.load(table, rows)


def variant_ids(tx: Transaction, product_ids: Sequence[str]) -> dict[tuple[str, str], str]:
    """(product id, external id) to variant id."""
    if not product_ids:
        return {}
    c = variants.c
    query = select(c.product_id, c.external_id, c.id).where(tx.one_of(c.product_id, product_ids))
    return {(row.product_id, row.external_id): row.id for row in tx.all(query)}


def set_variants(tx: Transaction, old_products: Sequence[str], rows: Sequence[Values]) -> None:
    """Replace the variants of products."""
    if old_products:
        tx.execute(delete(variants).where(tx.one_of(variants.c.product_id, old_products)))
    tx.load(variants, rows)


def ensure_categories(tx: Transaction, paths: Sequence[str], now: datetime) -> dict[str, str]:
    """Path to id, missing ones created; parents stand before their children."""
    if not paths:
        return {}
    found = _category_ids(tx, paths)
    missing = [path for path in paths if path not in found]
    fresh = found | {path: ids.new() for path in missing}
    rows = [
        {
            "id": fresh[path],
            "path": path,
            "name": path.rpartition(" > ")[2],
            "parent_id": fresh.get(path.rpartition(" > ")[0]),
            "created_at": now,
        }
        for path in missing
    ]
    tx.insert_new(categories, rows, key=["path"])
    return _category_ids(tx, paths) if missing else found


def _category_ids(tx: Transaction, paths: Sequence[str]) -> dict[str, str]:
    query = select(categories.c.path, categories.c.id)
    return {r.path: r.id for r in tx.all(query.where(tx.one_of(categories.c.path, paths)))}


def next_revision(tx: Transaction) -> int:
    """Count one change that readers of `sellable` must see; one transaction at a time."""
    c = catalog_revision.c
    step = update(catalog_revision).values(revision=c.revision + 1).returning(c.revision)
    found = tx.scalar(step)
    if found is None:
        tx.execute(insert(catalog_revision), {"id": 1, "revision": 1})
        return 1
    return int(found)


def mark_in_stock(
    tx: Transaction, product_ids: Sequence[str], have: bool, revision: int, now: datetime
) -> None:
    """Note whether products are in stock."""
    if product_ids:
        change = update(products).where(tx.one_of(products.c.id, product_ids))
        tx.execute(change.values(in_stock=have, revision=revision, updated_at=now))


def mark_status(
    tx: Transaction, product_id: str, status: str, revision: int, now: datetime
) -> None:
    """Note whether a product is offered; one that is gone is news when it is offered again."""
    values: dict[str, Any] = {"status": status, "revision": revision, "updated_at": now}
    if status == Status.DELETED:
        # Its source may offer it again in the same words, which must not count as a replay.
        values["hash"] = None
    tx.execute(update(products).where(products.c.id == product_id).values(**values))


def touch(tx: Transaction, product_ids: Sequence[str], revision: int, now: datetime) -> None:
    """Note that products changed."""
    if product_ids:
        change = update(products).where(tx.one_of(products.c.id, product_ids))
        tx.execute(change.values(revision=revision, updated_at=now))


def imply(
    tx: Transaction, product_ids: Sequence[str], import_id: str, revision: int, now: datetime
) -> None:
    """Let products that an import described be described by nobody again."""
    if product_ids:
        c = products.c
        change = update(products).where(tx.one_of(c.id, product_ids), c.import_id == import_id)
        values = {"implied": True, "import_id": None, "revision": revision, "updated_at": now}
        tx.execute(change.values(**values))
