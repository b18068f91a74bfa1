"""Every statement by which products are read."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BigInteger, Row, Select, func, select, type_coerce

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
from shopweave.foundation.database import Transaction

Rows = Sequence[Row[Any]]


def product(tx: Transaction, product_id: str) -> Row[Any] | None:
    """The row of one product."""
    return tx.first(select(products).where(products.c.id == product_id))


def some(tx: Transaction, product_ids: Iterable[str]) -> Rows:
    """Rows of products."""
    return tx.all(select(products).where(tx.one_of(products.c.id, product_ids)))


def offered(tx: Transaction) -> Rows:
    """Rows of every product that is not deleted."""
    return tx.all(
        select(products).where(products.c.status != Status.DELETED).order_by(products.c.id)
    )


def heard_of(tx: Transaction, source_id: str, external_ids: Sequence[str]) -> Rows:
    """(external id, id, implied, microseconds of its age) of products that are there."""
    c = products.c
    at = type_coerce(c.external_updated_at, BigInteger).label("at")
    query = select(c.external_id, c.id, c.implied, at).where(c.source_id == source_id)
    return tx.all(query.where(tx.one_of(c.external_id, external_ids)))


def ids_of(tx: Transaction, source_id: str, external_ids: Sequence[str]) -> dict[str, str]:
    """External id to product id; a product's own id counts before that of a variant."""
    c, v = products.c, variants.c
    through = select(v.external_id, v.product_id.label("id")).join(products, c.id == v.product_id)
    through = through.where(c.source_id == source_id, tx.one_of(v.external_id, external_ids))
    own = select(c.external_id, c.id).where(
        c.source_id == source_id, tx.one_of(c.external_id, external_ids)
    )
    return {row.external_id: row.id for query in (through, own) for row in tx.all(query)}


def variants_of(tx: Transaction, product_ids: Iterable[str]) -> Rows:
    """Variants of products, in their order."""
    query = select(variants).where(tx.one_of(variants.c.product_id, product_ids))
    return tx.all(query.order_by(variants.c.product_id, variants.c.position))


def prices_of(tx: Transaction, product_ids: Iterable[str]) -> Rows:
    """Prices of products and their variants, the lowest first."""
    query = select(prices).where(tx.one_of(prices.c.product_id, product_ids))
    return tx.all(query.order_by(prices.c.product_id, prices.c.amount))


def texts_of(tx: Transaction, product_ids: Iterable[str]) -> Rows:
    """Words of products in all languages."""
    return tx.all(select(product_texts).where(tx.one_of(product_texts.c.product_id, product_ids)))


def categories_of(tx: Transaction, product_ids: Iterable[str]) -> Rows:
    """Category paths of products, the main one first."""
    p = product_categories
    query = select(p.c.product_id, categories.c.path).join(
        categories, categories.c.id == p.c.category_id
    )
    query = query.where(tx.one_of(p.c.product_id, product_ids))
    return tx.all(query.order_by(p.c.product_id, p.c.position))


def matching(words: Sequence[str], status: Status | None, category: str | None) -> Select[Any]:
    """Query for the ids of products that fit."""
    c = products.c
    query = select(c.id)
    for word in words:
        query = query.where(c.search.contains(word, autoescape=True))
    query = query.where(c.status == status if status else c.status != Status.DELETED)
    if category:
        inside = select(product_categories.c.product_id).join(
            categories, categories.c.id == product_categories.c.category_id
        )
        below = categories.c.path.startswith(f"{category} > ", autoescape=True)
        inside = inside.where((categories.c.path == category) | below)
        query = query.where(c.id.in_(inside))
    return query


def count(tx: Transaction, query: Select[Any]) -> int:
    """How many rows a query has."""
    return int(tx.scalar(select(func.count()).select_from(query.subquery())))


def page(tx: Transaction, query: Select[Any], after: Sequence[str] | None, limit: int) -> list[str]:
    """The next ids by title, behind a title and id."""
    c = products.c
    if after is not None:
        title, product_id = after
        query = query.where((c.title > title) | ((c.title == title) & (c.id > product_id)))
    return [row.id for row in tx.all(query.order_by(c.title, c.id).limit(limit))]


def category_tree(tx: Transaction) -> Rows:
    """Categories by path, with how many products stand in each itself."""
    c, held = categories.c, func.count(product_categories.c.product_id).label("held")
    query = select(c.id, c.path, c.name, c.parent_id, held).outerjoin(
        product_categories, product_categories.c.category_id == c.id
    )
    return tx.all(query.group_by(c.id).order_by(c.path))


def changed(tx: Transaction, after: int) -> list[str]:
    """Ids of products with a later change."""
    return [row.id for row in tx.all(select(products.c.id).where(products.c.revision > after))]


def revision(tx: Transaction) -> int:
    """Number of the last change."""
    return int(tx.scalar(select(catalog_revision.c.revision)) or 0)


def sellable(tx: Transaction) -> list[str]:
    """Ids of products that are active and in stock."""
    c = products.c
    query = select(c.id).where(c.status == Status.ACTIVE, c.in_stock)
    return list(tx.connection.scalars(query))


def in_stock(tx: Transaction, product_ids: Iterable[str]) -> dict[str, bool]:
    """What is noted about the stock of these products."""
    c = products.c
    rows = tx.all(select(c.id, c.in_stock).where(tx.one_of(c.id, product_ids)))
    return {row.id: row.in_stock for row in rows}


def amounts(tx: Transaction, currency: str) -> list[int]:
    """Prices of active products in one currency, the lowest first."""
    query = select(prices.c.amount).join(products, products.c.id == prices.c.product_id)
    query = query.where(prices.c.currency == currency, products.c.status == Status.ACTIVE)
    return list(tx.connection.scalars(query.order_by(prices.c.amount)))
