"""Every statement about links between products, and what belongs together by them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, delete, exists, func, insert, or_, select, update

from shopweave.commerce.catalog.tables import (
    link_conflicts,
    linked_products,
    linked_variants,
    product_link_forms,
    product_links,
    products,
    variants,
)
from shopweave.commerce.catalog.types import Conflict, Link, LinkKind, Status, Unclear
from shopweave.foundation.database import Transaction

RULE = "rule"
_other = variants.alias("other")
Pairs = dict[str, list[tuple[str, str]]]


def add(tx: Transaction, links: Sequence[Link]) -> None:
    """Write links with their forms."""
    names = ("id", "left", "right", "kind", "code", "by", "at", "undone_at", "undone_by")
    tx.load(product_links, [{name: getattr(one, name) for name in names} for one in links])
    tx.load(
        product_link_forms,
        [{"link_id": one.id, "left": a, "right": b} for one in links for a, b in one.forms],
    )


def undo(tx: Transaction, link_ids: Sequence[str], by: str, now: datetime) -> list[str]:
    """Mark links as undone; returns those that still held."""
    c = product_links.c
    change = update(product_links).where(tx.one_of(c.id, link_ids), c.undone_at.is_(None))
    change = change.values(undone_at=now, undone_by=by)
    return list(tx.connection.scalars(change.returning(c.id)))


def redo(tx: Transaction, link_id: str) -> bool:
    """Let an undone link hold again; False if it holds."""
    c = product_links.c
    change = update(product_links).where(c.id == link_id, c.undone_at.is_not(None))
    return tx.execute(change.values(undone_at=None, undone_by=None)) > 0


def find(tx: Transaction, link_id: str) -> Link | None:
    """One link."""
    row = tx.first(select(product_links).where(product_links.c.id == link_id))
    return _link(row, forms_of(tx, [link_id])) if row is not None else None


def touching(tx: Transaction, product_ids: Iterable[str], *, held: bool = True) -> list[Link]:
    """Links of these products, the newest first; those taken back, too, unless `held`."""
    c, wanted = product_links.c, list(product_ids)
    query = select(product_links).where(or_(tx.one_of(c.left, wanted), tx.one_of(c.right, wanted)))
    if held:
        query = query.where(c.undone_at.is_(None))
    rows = tx.all(query.order_by(c.id.desc()))
    forms = forms_of(tx, [row.id for row in rows])
    return [_link(row, forms) for row in rows]


def by_rule(tx: Transaction) -> list[Link]:
    """Links that hold because of an equal code."""
    c = product_links.c
    rows = tx.all(select(product_links).where(c.by == RULE, c.undone_at.is_(None)))
    forms = forms_of(tx, [row.id for row in rows])
    return [_link(row, forms) for row in rows]


def newest(tx: Transaction, limit: int) -> list[Link]:
    """The links made last, that hold."""
    c = product_links.c
    query = select(product_links).where(c.undone_at.is_(None)).order_by(c.id.desc()).limit(limit)
    return [_link(row, {}) for row in tx.all(query)]


def parted(tx: Transaction) -> set[frozenset[str]]:
    """Pairs of products that a person has taken apart."""
    c = product_links.c
    query = select(c.left, c.right).where(c.undone_at.is_not(None), c.undone_by != RULE)
    return {frozenset((row.left, row.right)) for row in tx.all(query)}


def forms_of(tx: Transaction, link_ids: Sequence[str]) -> Pairs:
    """Link id to its pairs of forms."""
    c, found = product_link_forms.c, Pairs()
    query = select(product_link_forms).where(tx.one_of(c.link_id, link_ids))
    for row in tx.all(query.order_by(c.left, c.right)):
        found.setdefault(row.link_id, []).append((row.left, row.right))
    return found


def place(
    tx: Transaction,
    product_ids: Sequence[str],
    leaders: Mapping[str, str],
    articles: Mapping[str, tuple[str, str]],
) -> None:
    """Write anew what belongs together around some products.

    leaders: product to leader. articles: variant to (product, article).
    """
    for table in (linked_products, linked_variants):
        tx.execute(delete(table).where(tx.one_of(table.c.product_id, product_ids)))
    tx.load(linked_products, [{"product_id": p, "leader_id": at} for p, at in leaders.items()])
    rows = [
        {"variant_id": form, "product_id": product, "article_id": article}
        for form, (product, article) in articles.items()
    ]
    tx.load(linked_variants, rows)


def articles(tx: Transaction, variant_ids: Iterable[str]) -> dict[str, str]:
    """Variant to article, of those that have a companion."""
    c = linked_variants.c
    query = select(c.variant_id, c.article_id).where(tx.one_of(c.variant_id, variant_ids))
    return {row.variant_id: row.article_id for row in tx.all(query)}


def members(tx: Transaction, article_ids: Iterable[str]) -> dict[str, list[str]]:
    """Article to its variants, of those that have several."""
    c, found = linked_variants.c, dict[str, list[str]]()
    query = select(c.article_id, c.variant_id).where(tx.one_of(c.article_id, article_ids))
    for row in tx.all(query.order_by(c.article_id, c.variant_id)):
        found.setdefault(row.article_id, []).append(row.variant_id)
    return found


def all_forms(tx: Transaction, variant_ids: Iterable[str]) -> dict[str, list[str]]:
    """Article to its variants, of those articles that these variants and others are."""
    c, mine, found = linked_variants.c, linked_variants.alias().c, dict[str, list[str]]()
    articles = select(mine.article_id).where(tx.one_of(mine.variant_id, variant_ids))
    query = select(c.article_id, c.variant_id).where(c.article_id.in_(articles))
    for row in tx.all(query.order_by(c.article_id, c.variant_id)):
        found.setdefault(row.article_id, []).append(row.variant_id)
    return found


def leaders(tx: Transaction, product_ids: Iterable[str]) -> dict[str, str]:
    """Product to leader, of those that have a companion."""
    c = linked_products.c
    query = select(linked_products).where(tx.one_of(c.product_id, product_ids))
    return {row.product_id: row.leader_id for row in tx.all(query)}


def every_leader(tx: Transaction) -> dict[str, str]:
    """Product to leader, of all that have a companion."""
    query = select(linked_products).order_by(linked_products.c.product_id)
    return {row.product_id: row.leader_id for row in tx.all(query)}


def family(tx: Transaction, leader_ids: Iterable[str]) -> dict[str, list[str]]:
    """Leader to the products that it leads, itself among them."""
    c, found = linked_products.c, dict[str, list[str]]()
    query = select(linked_products).where(tx.one_of(c.leader_id, leader_ids))
    for row in tx.all(query.order_by(c.leader_id, c.product_id)):
        found.setdefault(row.leader_id, []).append(row.product_id)
    return found


def coded(tx: Transaction) -> list[Row[Any]]:
    """(id, product_id, source_id, gtin, sku) of every form on record that carries a code.

    The only form of a product has the product's codes where it has none of its own.
    """
    p, v = products.c, variants.c
    only = ~exists().where(_other.c.product_id == v.product_id, _other.c.id != v.id)
    codes = [
        func.coalesce(variants.c[name], case((only, products.c[name]))).label(name)
        for name in ("gtin", "sku")
    ]
    query = select(v.id, v.product_id, p.source_id, *codes)
    rows = tx.all(query.join(products, p.id == v.product_id).where(p.status != Status.DELETED))
    alone = select(p.id, p.id.label("product_id"), p.source_id, p.gtin, p.sku)
    alone = alone.where(p.id.not_in(select(v.product_id)), p.status != Status.DELETED)
    return [row for row in (*rows, *tx.all(alone)) if row.gtin or row.sku]


def set_conflicts(tx: Transaction, conflicts: Sequence[Conflict]) -> None:
    """Replace what is known of codes that link nothing."""
    tx.execute(delete(link_conflicts))
    rows = [
        {
            "kind": one.kind.value,
            "code": one.code[:200],
            "reason": one.reason.value,
            "product_ids": list(one.product_ids),
        }
        for one in conflicts
    ]
    tx.execute(insert(link_conflicts), rows)


def conflicts(tx: Transaction, limit: int) -> list[Conflict]:
    """Codes that link nothing, GTINs first."""
    c = link_conflicts.c
    rows = tx.all(select(link_conflicts).order_by(c.kind, c.code).limit(limit))
    return [
        Conflict(LinkKind(r.kind), r.code, Unclear(r.reason), tuple(r.product_ids)) for r in rows
    ]


def _link(row: Row[Any], forms: Pairs) -> Link:
    fields = dict(row._mapping)
    fields["kind"] = LinkKind(row.kind)
    return Link(**fields, forms=tuple(forms.get(row.id, ())))
