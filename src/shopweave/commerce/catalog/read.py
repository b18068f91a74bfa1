"""Look products up."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from shopweave.commerce.catalog import assemble
from shopweave.commerce.catalog.errors import UnknownProduct
from shopweave.commerce.catalog.records import reading
from shopweave.commerce.catalog.types import Card, Category, Content, Page, Product, Status
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


def ids_of(tx: Transaction, source_id: str, external_ids: Sequence[str]) -> dict[str, str]:
    """External id to product id, of those that are known; a variant's leads to its product."""
    return reading.ids_of(tx, source_id, external_ids)


def variant_ids(tx: Transaction, product_ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """(product id, external id of the variant) to variant id."""
    return {
        (row.product_id, row.external_id): row.id for row in reading.variants_of(tx, product_ids)
    }


def cards(tx: Transaction, product_ids: Sequence[str], language: str = "en") -> dict[str, Card]:
    """What lists show of these products, by id, in the order asked for."""
    of = assemble.parts(tx, product_ids)
    rows = {row.id: row for row in reading.some(tx, product_ids)}
    return {key: assemble.card(rows[key], of, language) for key in product_ids if key in rows}


def search(
    tx: Transaction,
    words: str = "",
    *,
    language: str = "en",
    status: Status | None = None,
    category: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page:
    """Products whose titles (any language), codes or brand contain all the words, by title."""
    query = reading.matching(words.casefold().split(), status, category)
    after = cursors.read(cursor, str, str)
    found = reading.page(tx, query, after, limit + 1)
    rows = {row.id: row for row in reading.some(tx, found[:limit])}
    shown = cards(tx, found[:limit], language)
    last = rows[found[limit - 1]] if len(found) > limit else None
    following = cursors.write(last.title, last.id) if last else None
    return Page(tuple(shown.values()), reading.count(tx, query), following)


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
