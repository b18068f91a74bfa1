"""What the merchant sets himself outlasts his sources, and goes without a trace when undone."""

from dataclasses import replace

import pytest
from tests.integration.goods.two_shops import NOW

from shopweave.commerce import catalog, sources
from shopweave.commerce.catalog import (
    Edit,
    EditUndone,
    NotAField,
    Price,
    Product,
    ProductDraft,
    Status,
    Text,
    VariantDraft,
)
from shopweave.commerce.inbound import Delivery
from shopweave.foundation.database import Database

TEA = ProductDraft(
    "T", "Tea", categories=("Tea > Green", "Gifts"), prices=(Price(990, "EUR", 1290),),
    attributes={"origin": "Zhejiang"}, texts={"en": Text("Tea", "Leaves")},
)  # fmt: skip
CUP = ProductDraft("C", "Cup", variants=(VariantDraft("CW", prices=(Price(500, "EUR"),)),))


def _bring(database: Database, *drafts: ProductDraft, import_id: str | None = None) -> list[str]:
    with database.write() as tx:
        origin = sources.ensure(tx, sources.SourceDraft("Web", "api"), NOW).id
        done = catalog.upsert(tx, Delivery(origin, NOW, import_id), drafts)
    return [done.ids[draft.external_id] for draft in drafts]


def _edit(database: Database, *edits: Edit) -> str:
    with database.write() as tx:
        return catalog.edit(tx, edits, "Ann", NOW)


def _undo(database: Database, edit: str) -> int:
    with database.write() as tx:
        return catalog.undo_edit(tx, edit, "Ann", NOW)


def _get(database: Database, product: str) -> Product:
    with database.read() as tx:
        return replace(catalog.get(tx, product), updated_at=NOW)


def _all(product: str) -> list[Edit]:
    """One edit of every kind of field."""
    return [
        Edit(product, "title", "Longjing"),
        Edit(product, "brand", "Shanfang"),
        Edit(product, "gtin", "4006381333931"),
        Edit(product, "status", "hidden"),
        Edit(product, "category", "Tea > Spring"),
        Edit(product, "image", "/longjing.svg"),
        Edit(product, "attribute.harvest", "spring"),
        Edit(product, f"weight.{product}", 100),
        Edit(product, "text.zh", {"title": "龙井", "description": "明前"}),
        Edit(product, f"price.{product}.EUR", 1190),
    ]


def test_every_field_is_set_and_put_back(database: Database) -> None:
    """One undo brings back the product as it was, in every field."""
    (tea,) = _bring(database, TEA)
    before = _get(database, tea)
    edit = _edit(database, *_all(tea))
    after = _get(database, tea)
    assert (after.title, after.brand, after.status) == ("Longjing", "Shanfang", Status.HIDDEN)
    assert (after.gtin, after.images) == ("4006381333931", ("/longjing.svg",))
    assert after.categories == ("Tea > Spring", "Gifts")
    assert after.attributes == {"origin": "Zhejiang", "harvest": "spring"}
    assert after.weight == 100
    assert after.texts["zh"] == Text("龙井", "明前")
    assert after.prices == (Price(1190, "EUR", 1290),)
    assert _undo(database, edit) == 0
    assert _get(database, tea) == before
    with pytest.raises(EditUndone):
        _undo(database, edit)


def test_a_source_does_not_overwrite_it(database: Database) -> None:
    """New words of the source are kept beside, and are what an undo brings."""
    (tea,) = _bring(database, TEA)
    edit = _edit(database, *_all(tea))
    mine = _get(database, tea)
    news = replace(TEA, title="Tea, new", prices=(Price(890, "EUR"),), categories=("Tea > Black",))
    _bring(database, news)
    held = _get(database, tea)
    assert (held.title, held.prices[0].amount, held.status) == (mine.title, 1190, Status.HIDDEN)
    assert held.categories == ("Tea > Spring",)
    _undo(database, edit)
    back = _get(database, tea)
    assert (back.title, back.prices, back.status) == ("Tea, new", news.prices, Status.ACTIVE)
    assert back.categories == ("Tea > Black",)


def test_a_variant_keeps_its_own_price(database: Database) -> None:
    """Prices of variants are own values, too."""
    (cup,) = _bring(database, CUP)
    white = _get(database, cup).variants[0].id
    edit = _edit(database, Edit(cup, f"price.{white}.EUR", 450))
    _bring(database, replace(CUP, title="Cup, again"))
    assert _get(database, cup).variants[0].prices == (Price(450, "EUR"),)
    _undo(database, edit)
    assert _get(database, cup).variants[0].prices == (Price(500, "EUR"),)


def test_what_was_set_anew_since_stays(database: Database) -> None:
    """Undoing the first edit leaves the second; undoing that goes back to the source."""
    (tea,) = _bring(database, TEA)
    first = _edit(database, Edit(tea, "title", "One"), Edit(tea, "brand", "B"))
    second = _edit(database, Edit(tea, "title", "Two"))
    assert _undo(database, first) == 1
    assert (_get(database, tea).title, _get(database, tea).brand) == ("Two", None)
    _undo(database, second)
    assert _get(database, tea).title == "One"


def test_an_import_taken_back_leaves_own_values(database: Database) -> None:
    """The source's older words come back underneath."""
    (tea,) = _bring(database, TEA)
    _bring(database, replace(TEA, brand="Imported"), import_id="import")
    edit = _edit(database, Edit(tea, "title", "Mine"))
    with database.write() as tx:
        catalog.take_back(tx, "import", 10, NOW, lambda _tx, _ids: set())
    assert (_get(database, tea).title, _get(database, tea).brand) == ("Mine", None)
    _undo(database, edit)
    assert _get(database, tea).title == "Tea"


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("gtin", "123"), ("status", "gone"), ("price.x.EUR", -1), ("cost", 1),
     ("attribute.", "x"), ("text.en", {"title": "x"}), ("brand", 7)],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused(database: Database, field: str, value: object) -> None:
    """Nothing is written, whatever else the edit holds."""
    (tea,) = _bring(database, TEA)
    before = _get(database, tea)
    with pytest.raises(NotAField):
        _edit(database, Edit(tea, "brand", "B"), Edit(tea, field, value))
    assert _get(database, tea) == before
