"""Products come in once, whatever is sent how often."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shopweave.commerce import catalog, sources
from shopweave.commerce.catalog import Price, ProductDraft, Selection, Status, Text, VariantDraft
from shopweave.commerce.inbound import Delivery
from shopweave.foundation.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TEA = ProductDraft(
    "TEA-1",
    "Green tea",
    texts={"en": Text("Green tea", "Loose leaves"), "zh": Text("绿茶", "散茶")},
    categories=("Tea > Green", "Gifts"),
    brand="Shanfang",
    attributes={"grams": 100},
    images=("/a.svg",),
    prices=(Price(990, "EUR", 1290), Price(7800, "CNY")),
    cost=400,
    sku="T1",
    gtin="4006381333931",
)
CUP = ProductDraft(
    "CUP",
    "Cup",
    variants=(
        VariantDraft("CUP-W", sku="CW", options={"colour": "white"}, prices=(Price(500, "EUR"),)),
        VariantDraft("CUP-B", sku="CB", options={"colour": "blue"}, prices=(Price(450, "EUR"),)),
    ),
)


@pytest.fixture
def delivery(database: Database) -> Delivery:
    """Rows of one shop."""
    with database.write() as tx:
        source = sources.ensure(tx, sources.SourceDraft("Shop", "api"), NOW)
    return Delivery(source.id, NOW)


def test_keeps_all_that_a_source_says(database: Database, delivery: Delivery) -> None:
    """A product comes back with words, prices, categories and pictures as they went in."""
    with database.write() as tx:
        done = catalog.upsert(tx, delivery, [TEA])
    with database.read() as tx:
        tea = catalog.get(tx, done.ids["TEA-1"])
    assert (done.created, done.changed, done.same, done.rejected) == (1, 0, 0, ())
    assert (tea.texts, tea.categories) == (TEA.texts, TEA.categories)
    assert (tea.attributes, tea.images, tea.cost) == (TEA.attributes, TEA.images, 400)
    assert set(tea.prices) == set(TEA.prices)


def test_a_replay_writes_nothing(database: Database, delivery: Delivery) -> None:
    """The same products once more count as the same and leave the revision alone."""
    with database.write() as tx:
        catalog.upsert(tx, delivery, [TEA, CUP])
        before = catalog.revision(tx)
        again = catalog.upsert(tx, delivery, [TEA, CUP])
        assert (again.same, again.created, again.changed) == (2, 0, 0)
        assert catalog.revision(tx) == before


def test_an_older_version_changes_nothing(database: Database, delivery: Delivery) -> None:
    """What its source changed earlier cannot overwrite what it changed later."""
    late = replace(TEA, title="Late", external_updated_at=NOW)
    early = replace(TEA, title="Early", external_updated_at=NOW - timedelta(hours=1))
    with database.write() as tx:
        key = catalog.upsert(tx, delivery, [late]).ids["TEA-1"]
        assert catalog.upsert(tx, delivery, [early]).same == 1
        assert catalog.get(tx, key).title == "Late"


def test_what_was_gone_and_is_offered_again_is_there(
    database: Database, delivery: Delivery
) -> None:
    """A shop deletes a product and brings it back in the same words: it is offered again."""
    with database.write() as tx:
        key = catalog.upsert(tx, delivery, [TEA]).ids["TEA-1"]
        catalog.set_status(tx, key, Status.DELETED, NOW)
        assert catalog.upsert(tx, delivery, [TEA]).changed == 1
        assert catalog.get(tx, key).status is Status.ACTIVE
        assert catalog.upsert(tx, delivery, [TEA]).same == 1


def test_what_was_kept_back_by_hand_stays_so(database: Database, delivery: Delivery) -> None:
    """A product that a person hid is not shown by its shop saying the same once more."""
    with database.write() as tx:
        key = catalog.upsert(tx, delivery, [TEA]).ids["TEA-1"]
        catalog.set_status(tx, key, Status.HIDDEN, NOW)
        assert catalog.upsert(tx, delivery, [TEA]).same == 1
        assert catalog.get(tx, key).status is Status.HIDDEN


def test_variants_keep_their_ids(database: Database, delivery: Delivery) -> None:
    """A variant is the same one after its product changed, and a dropped one is gone."""
    with database.write() as tx:
        key = catalog.upsert(tx, delivery, [CUP]).ids["CUP"]
        before = {v.external_id: v.id for v in catalog.get(tx, key).variants}
        catalog.upsert(tx, delivery, [replace(CUP, variants=CUP.variants[1:])])
        after = catalog.get(tx, key).variants
    assert [(v.external_id, v.id) for v in after] == [("CUP-B", before["CUP-B"])]


def test_leaves_out_what_is_wrong_and_keeps_the_rest(
    database: Database, delivery: Delivery
) -> None:
    """A negative price, an unknown currency and a repeated row are named; good rows are in."""
    drafts = [
        TEA,
        ProductDraft("A", "A", prices=(Price(-1, "EUR"),)),
        ProductDraft("B", "B", prices=(Price(1, "XYZ"),)),
        TEA,
        ProductDraft("C", " "),
        CUP,
    ]
    with database.write() as tx:
        done = catalog.upsert(tx, delivery, drafts)
    assert set(done.ids) == {"TEA-1", "CUP"}
    named = [(r.row, r.field, r.problem.code()) for r in done.rejected]
    assert named == [
        (1, "price", "negative-price"),
        (2, "price", "not-a-currency"),
        (3, "external_id", "twice-in-batch"),
        (4, "title", "missing"),
    ]


def test_an_implied_product_waits_for_its_description(
    database: Database, delivery: Delivery
) -> None:
    """An order may come before its product; the product's own words then count, and stay."""
    bare = ProductDraft("TEA-1", "tea grn")
    with database.write() as tx:
        implied = catalog.imply(tx, delivery, [bare])["TEA-1"]
        assert catalog.get(tx, implied).implied
        assert catalog.upsert(tx, delivery, [TEA]).ids["TEA-1"] == implied
        catalog.imply(tx, delivery, [replace(bare, title="other")])
        tea = catalog.get(tx, implied)
    assert (tea.implied, tea.title) == (False, "Green tea")


def test_finds_products_by_words_of_both_languages(database: Database, delivery: Delivery) -> None:
    """Search looks through titles in every language, codes and brands, and turns pages."""
    with database.write() as tx:
        catalog.upsert(tx, delivery, [TEA, CUP])
    with database.read() as tx:
        assert [c.title for c in catalog.search(tx, Selection("绿茶"), language="zh").cards] == [
            "绿茶"
        ]
        assert [c.title for c in catalog.search(tx, Selection("SHANFANG green")).cards] == [
            "Green tea"
        ]
        assert [c.title for c in catalog.search(tx, Selection(category="Tea")).cards] == [
            "Green tea"
        ]
        first = catalog.search(tx, limit=1)
        second = catalog.search(tx, limit=1, cursor=first.cursor)
    assert first.total == 2
    assert [c.title for c in (*first.cards, *second.cards)] == ["Cup", "Green tea"]
    assert second.cursor is None
    assert first.cards[0].price == Price(450, "EUR")


def test_hiding_a_product_takes_it_out_of_what_is_sellable(
    database: Database, delivery: Delivery
) -> None:
    """A hidden product and one sold out are not sellable, and the revision says so."""
    with database.write() as tx:
        done = catalog.upsert(tx, delivery, [TEA, CUP])
        before = catalog.sellable(tx)
        catalog.set_status(tx, done.ids["TEA-1"], Status.HIDDEN, NOW)
        catalog.set_in_stock(tx, {done.ids["CUP"]: False}, NOW)
        after = catalog.sellable(tx)
    assert before.product_ids == frozenset(done.ids.values())
    assert after.product_ids == frozenset()
    assert after.revision > before.revision


def test_counts_categories_with_those_below(database: Database, delivery: Delivery) -> None:
    """A category counts its own products and those of its children."""
    with database.write() as tx:
        catalog.upsert(tx, delivery, [TEA])
        tree = {c.path: c.products for c in catalog.every_category(tx)}
    assert tree == {"Gifts": 1, "Tea": 1, "Tea > Green": 1}
