"""Every statement by which products are read."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    exists,
    func,
    null,
    select,
    type_coerce,
)

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


def offered_by(tx: Transaction, source_id: str, after: str, limit: int) -> list[str]:
    """The next ids of products that a source offers on a page of their own."""
    c = products.c
    query = select(c.id).where(c.source_id == source_id, c.status == Status.ACTIVE, c.id > after)
    paged = query.where(c.url.is_not(None)).order_by(c.id).limit(limit)
    return [row.id for row in tx.all(paged)]


def count_offered_by(tx: Transaction, source_id: str) -> tuple[int, int]:
    """How many of a source's offered products have a page, of how many."""
    c = products.c
    told = (c.source_id == source_id, c.status == Status.ACTIVE, c.implied.is_(False))
    ready = tx.scalar(select(func.count(c.url)).where(*told))
    return int(ready), int(tx.scalar(select(func.count(c.id)).where(*told)))


def heard_of(tx: Transaction, source_id: str, external_ids: Sequence[str]) -> Rows:
    """(external id, id, implied, microseconds of its age) of products that are there."""
    c = products.c
    at = type_coerce(c.external_updated_at, BigInteger).label("at")
    query = select(c.external_id, c.id, c.implied, at).where(c.source_id == source_id)
    return tx.all(query.where(tx.one_of(c.external_id, external_ids)))


def ids_of(tx: Transaction, source_id: str, external_ids: Sequence[str]) -> dict[str, str]:
    """External id to product id; a product's own id counts before that of a variant."""
    c, v = products.c, variants.c
    own = select(c.external_id, c.id).where(
        c.source_id == source_id, tx.one_of(c.external_id, external_ids)
    )
    # The source is compared here: the database would go through all products of the source.
    through = select(v.external_id, v.product_id.label("id"), c.source_id)
    through = through.join(products, c.id == v.product_id)
    found = tx.all(through.where(tx.one_of(v.external_id, external_ids)))
    ids = {row.external_id: row.id for row in found if row.source_id == source_id}
    return ids | {row.external_id: row.id for row in tx.all(own)}


def variants_of(tx: Transaction, product_ids: Iterable[str]) -> Rows:
    """Variants of products, in their order."""
    query = select(variants).where(tx.one_of(variants.c.product_id, product_ids))
    return tx.all(query.order_by(variants.c.product_id, variants.c.position))


def prices_of(tx: Transaction, product_ids: Iterable[str]) -> Rows:
    """Prices of products and their variants, the lowest first."""
    query = select(prices).where(tx.one_of(prices.c.product_id, product_ids))
    return tx.all(query.order_by(prices.c.product_id, prices.c.amount))


def costs_of(tx: Transaction, product_ids: Sequence[str]) -> Rows:
    """(owner, product, source, cost) of products and variants whose source tells a cost."""
    c, v = products.c, variants.c
    own = select(c.id.label("owner_id"), c.id.label("product_id"), c.source_id, c.cost)
    own = own.where(tx.one_of(c.id, product_ids), c.cost.is_not(None))
    forms = select(v.id.label("owner_id"), v.product_id, c.source_id, v.cost)
    forms = forms.join(products, c.id == v.product_id)
    forms = forms.where(tx.one_of(v.product_id, product_ids), v.cost.is_not(None))
    return [*tx.all(own), *tx.all(forms)]


def main_categories(tx: Transaction, product_ids: Iterable[str]) -> Rows:
    """(product, path) of the first category of each product."""
    p = product_categories
    query = select(p.c.product_id, categories.c.path).join(
        categories, categories.c.id == p.c.category_id
    )
    return tx.all(query.where(tx.one_of(p.c.product_id, product_ids), p.c.position == 0))


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


def _price(*where: ColumnElement[bool]) -> ScalarSelect[Any]:
    lowest = select(func.min(prices.c.amount)).where(prices.c.product_id == products.c.id, *where)
    return lowest.scalar_subquery()


# What a list of products can be sorted by; a minus in front turns the order round.
# The price is the one that cards show: the product's own, else the lowest of its variants.
SORTS: dict[str, Any] = {
    "title": products.c.title,
    "status": products.c.status,
    "price": func.coalesce(_price(prices.c.owner_id == products.c.id), _price(), -1),
}


def page(
    tx: Transaction, query: Select[Any], sort: str, after: Sequence[Any] | None, limit: int
) -> Rows:
    """(id, key) of the next products by a column of `SORTS`, behind its value and id."""
    column, c = SORTS[sort.removeprefix("-")], products.c.id
    down = sort.startswith("-")
    if after is not None:
        value, last = after
        beyond = column < value if down else column > value
        query = query.where(beyond | ((column == value) & (c < last if down else c > last)))
    order = (column.desc(), c.desc()) if down else (column, c)
    return tx.all(query.add_columns(column.label("key")).order_by(*order).limit(limit))


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


def products_of(tx: Transaction, variant_ids: Iterable[str]) -> dict[str, str]:
    """Variant id to product id, of those that are variants."""
    query = select(variants.c.id, variants.c.product_id)
    rows = tx.all(query.where(tx.one_of(variants.c.id, variant_ids)))
    return {row.id: row.product_id for row in rows}


def categories_above(tx: Transaction, product_ids: Iterable[str]) -> dict[str, list[str]]:
    """Product id to its categories and all that they stand in."""
    above = {
        row.id: row.parent_id for row in tx.all(select(categories.c.id, categories.c.parent_id))
    }
    p = product_categories.c
    query = select(p.product_id, p.category_id).where(tx.one_of(p.product_id, product_ids))
    found: dict[str, list[str]] = {}
    for row in tx.all(query):
        category: str | None = row.category_id
        while category is not None and category not in found.get(row.product_id, ()):
            found.setdefault(row.product_id, []).append(category)
            category = above.get(category)
    return found


def amounts(tx: Transaction, currency: str) -> list[int]:
    """Prices of active products in one currency, the lowest first."""
    query = select(prices.c.amount).join(products, products.c.id == prices.c.product_id)
    query = query.where(prices.c.currency == currency, products.c.status == Status.ACTIVE)
    return list(tx.connection.scalars(query.order_by(prices.c.amount)))


def with_codes(tx: Transaction, codes: Iterable[str]) -> Rows:
    """(product, form, external id of the variant or None, codes) of whatever carries a code.

    A product with variants is none of the forms itself.
    """
    c, v, wanted = products.c, variants.c, list(codes)
    kept = c.status != Status.DELETED
    single = select(
        c.id.label("product_id"),
        c.id.label("variant_id"),
        null().label("variant"),
        c.external_id,
        c.sku,
        c.gtin,
    ).where(kept, ~exists().where(v.product_id == c.id))
    varied = select(
        c.id.label("product_id"),
        v.id.label("variant_id"),
        v.external_id.label("variant"),
        v.external_id,
        v.sku,
        v.gtin,
    ).join(products, c.id == v.product_id)
    rows: dict[str, Row[Any]] = {}
    for query, columns in ((single, c), (varied.where(kept), v)):
        for name in ("id", "external_id", "sku", "gtin"):
            found = tx.all(query.where(tx.one_of(columns[name], wanted)))
            rows |= {row.variant_id: row for row in found}
    return list(rows.values())
