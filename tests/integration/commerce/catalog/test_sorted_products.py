"""The list of products in other orders than by title."""

import pytest

from shopweave.commerce import catalog
from shopweave.commerce.catalog import Price, ProductDraft, VariantDraft
from shopweave.commerce.inbound import Delivery
from shopweave.foundation.database import Database

DRAFTS = [
    ProductDraft("a", "Cup", prices=(Price(900, "EUR"),)),
    ProductDraft("b", "Tea", variants=(VariantDraft("b1", prices=(Price(500, "EUR"),)),)),
    ProductDraft("c", "Box"),
    ProductDraft("d", "Pot", prices=(Price(900, "EUR"),)),
]


@pytest.mark.parametrize(
    ("sort", "titles"),
    [("title", "Box Cup Pot Tea"), ("-title", "Tea Pot Cup Box"), ("price", "Box Tea")],
)
def test_pages_join_without_gap_or_double(
    database: Database, delivery: Delivery, sort: str, titles: str
) -> None:
    """One by one the pages give all products once, in order; a variant's price is its product's."""
    with database.write() as tx:
        catalog.upsert(tx, delivery, DRAFTS)
        cursor, found = None, []
        for _ in DRAFTS:
            page = catalog.search(tx, sort=sort, cursor=cursor, limit=1)
            found += [card.title for card in page.cards]
            cursor = page.cursor
    assert cursor is None
    assert sorted(found) == ["Box", "Cup", "Pot", "Tea"]
    assert " ".join(found).startswith(titles)
