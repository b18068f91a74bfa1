"""Look products up."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from shopweave.commerce import sources
from shopweave.commerce.catalog import assemble, history
from shopweave.commerce.catalog.errors import UnknownProduct
from shopweave.commerce.catalog.records import reading
from shopweave.commerce.catalog.types import (
    EVERYTHING,
    Card,
    Category,
    Content,
    Page,
    Product,
    Selection,
)
from shopweave.commerce.inbound import cursor as cursors
from shopweave.foundation.database import Transaction


def get(tx: Transaction, product_id: str) -> Product:
    """One product with all that is known of it; raises `UnknownProduct`."""
    row = reading.product(tx, product_id)
    if row is None:
        raise UnknownProduct(product=product_id)
    return assemble.product(row, assemble.parts(tx, [product_id]))


def products(tx: Transaction, product_ids: Sequence[str]) -> list[Product]:
    """Products in the order of the ids, without those that are unknown."""
    of = assemble.parts(tx, product_ids)
    found = {row.id: assemble.product(row, of) for row in reading.some(tx, product_ids)}
    return [found[key] for key in product_ids if key in found]


def as_shown(tx: Transaction, product: Product) -> Product:
    """The product with the former prices that may be shown beside its reduced ones."""
    owners = {product.id: product.prices, **{form.id: form.prices for form in product.variants}}
    shown = history.lawful(tx, owners, [product.id], sources.home(tx).country)
    forms = tuple(replace(form, prices=tuple(shown[form.id])) for form in product.variants)
    return replace(product, prices=tuple(shown[product.id]), variants=forms)


def every_cost(tx: Transaction, product_ids: Sequence[str]) -> dict[str, tuple[str, str, int]]:
    """What the sources say that products and variants cost them now.

    By product or variant: its product, the source, and minor units of the source's currency.
    """
    rows = reading.costs_of(tx, product_ids)
    return {row.owner_id: (row.product_id, row.source_id, row.cost) for row in rows}


def ids_of(tx: Transaction, source_id: str, external_ids: Sequence[str]) -> dict[str, str]:
    """External id to product id, of those that are known; a variant's leads to its product."""
    return reading.ids_of(tx, source_id, external_ids)


def variant_ids(tx: Transaction, product_ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """(product id, external id of the variant) to variant id."""
    return {
        (row.product_id, row.external_id): row.id for row in reading.variants_of(tx, product_ids)
    }


def category_ids(tx: Transaction, variant_ids: Sequence[str]) -> dict[str, list[str]]:
    """Variant id (or id of a product without variants) to its categories and all above them."""
    owners = products_of(tx, variant_ids)
    above = reading.categories_above(tx, set(owners.values()))
    return {variant: above.get(product, []) for variant, product in owners.items()}


def products_of(tx: Transaction, variant_ids: Iterable[str]) -> dict[str, str]:
    """Variant id to product id; what is no variant is a product of its own."""
    wanted = list(variant_ids)
    known = reading.products_of(tx, wanted)
    return {variant: known.get(variant, variant) for variant in wanted}


def main_categories(tx: Transaction, product_ids: Sequence[str]) -> dict[str, str]:
    """The path of each product's first category, of those that have one."""
    return {row.product_id: row.path for row in reading.main_categories(tx, product_ids)}


def cards(tx: Transaction, product_ids: Sequence[str], language: str = "en") -> dict[str, Card]:
    """What lists show of these products, by id, in the order asked for.

    A former price stands beside a reduced one only where the law lets it.
    """
    of = assemble.parts(tx, product_ids)
    shown = history.lawful(tx, of.prices, product_ids, sources.home(tx).country)
    of = replace(of, prices=shown)
    rows = {row.id: row for row in reading.some(tx, product_ids)}
    return {key: assemble.card(rows[key], of, language) for key in product_ids if key in rows}


def search(
    tx: Transaction,
    which: Selection = EVERYTHING,
    *,
    language: str = "en",
    sort: str = "title",
    cursor: str | None = None,
    limit: int = 50,
) -> Page:
    """One page of the selected products.

    sort: title, status or price; a minus in front turns the order round.
    """
    query = reading.matching(which.words.casefold().split(), which.status, which.category)
    after = cursors.read(cursor, int if sort.endswith("price") else str, str)
    found = reading.page(tx, query, sort, after, limit + 1)
    shown = cards(tx, [row.id for row in found[:limit]], language)
    last = found[limit - 1] if len(found) > limit else None
    following = cursors.write(last.key, last.id) if last else None
    return Page(tuple(shown.values()), reading.count(tx, query), following)


def offered_by(tx: Transaction, source_id: str, after: str, limit: int) -> list[str]:
    """The next ids, after one, of products that a source offers on a page of their own."""
    return reading.offered_by(tx, source_id, after, limit)


def count_offered_by(tx: Transaction, source_id: str) -> tuple[int, int]:
    """How many of a source's offered products have a page of their own, of how many."""
    return reading.count_offered_by(tx, source_id)


def every_category(tx: Transaction) -> list[Category]:
    """The category tree, by path; `products` counts those below, too."""
    rows = reading.category_tree(tx)
    below: dict[str, int] = {}
    for row in rows:
        for path in accumulate(row.path.split(" > "), "{} > {}".format):
            below[path] = below.get(path, 0) + row.held
    return [Category(r.id, r.path, r.name, r.parent_id, below[r.path]) for r in rows]


def contents(tx: Transaction) -> list[Content]:
    """Words, categories, brand and price of every product that is not deleted."""
    rows = reading.offered(tx)
    of = assemble.parts(tx, [row.id for row in rows])
    return [assemble.content(row, of) for row in rows]
