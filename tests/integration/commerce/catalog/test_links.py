"""Products of different sources are one by a line in a log, and apart again without a trace."""

from datetime import timedelta

import pytest
from tests.integration.commerce.conftest import NOW

from shopweave.commerce import catalog, sources
from shopweave.commerce.catalog import (
    LinkKind,
    LinkPreferences,
    LinkUndone,
    OneProduct,
    ProductDraft,
    UnknownProduct,
    VariantDraft,
)
from shopweave.commerce.inbound import Delivery
from shopweave.foundation import preferences
from shopweave.foundation.database import Database
from shopweave.foundation.outbox.tables import outbox as outbox_table

GTIN, OTHER = "4006381333931", "4006381333948"


def _bring(database: Database, source: str, *drafts: ProductDraft) -> list[str]:
    with database.write() as tx:
        origin = sources.ensure(tx, sources.SourceDraft(source, "api"), NOW).id
        done = catalog.upsert(tx, Delivery(origin, NOW), drafts)
    return [done.ids[draft.external_id] for draft in drafts]


def _leaders(database: Database, *names: str) -> list[str]:
    with database.read() as tx:
        found = catalog.leaders(tx, names)
    return [found[name] for name in names]


def _variants(database: Database, *products: str) -> dict[str, str]:
    with database.read() as tx:
        return {key: form for (_, key), form in catalog.variant_ids(tx, products).items()}


def test_alone_everything_is_itself(database: Database) -> None:
    """Without links each form is its own article with one member."""
    (tea,) = _bring(database, "Web", ProductDraft("T", "Tea"))
    with database.read() as tx:
        assert catalog.articles(tx, [tea, "nothing"]) == {tea: tea, "nothing": "nothing"}
        assert catalog.members(tx, [tea]) == {tea: [tea]}
        assert catalog.all_forms(tx, [tea, "nothing"]) == {tea: [tea], "nothing": ["nothing"]}
        assert catalog.leaders(tx, [tea]) == {tea: tea}
        assert catalog.every_leader(tx) == {}


def test_linking_and_unlinking_leave_no_trace(database: Database) -> None:
    """The one known longest leads; a second link joins a third; each is taken back for itself."""
    (web,) = _bring(database, "Web", ProductDraft("T", "Tea"))
    (till,) = _bring(database, "Till", ProductDraft("9", "Tea leaves"))
    (app,) = _bring(database, "App", ProductDraft("x", "Green tea"))
    with database.write() as tx:
        first = catalog.link(tx, till, web, "Ann", NOW)
        second = catalog.link(tx, app, till, "Ann", NOW)
    assert _leaders(database, web, till, app) == [web, web, web]
    with database.read() as tx:
        assert catalog.articles(tx, [app]) == {app: web}
        assert catalog.members(tx, [web]) == {web: [web, till, app]}
        assert catalog.all_forms(tx, [app, "x"]) == {web: [web, till, app], "x": ["x"]}
        assert {one.id for one in catalog.links(tx, app)} == {first.id, second.id}
    with database.write() as tx:
        catalog.unlink(tx, first.id, "Ann", NOW)
    assert _leaders(database, web, till, app) == [web, till, till]
    with database.write() as tx:
        catalog.unlink(tx, second.id, "Ann", NOW)
    assert _leaders(database, web, till, app) == [web, till, app]
    with database.read() as tx:
        assert catalog.every_leader(tx) == {}


def test_an_undone_link_can_be_renewed(database: Database) -> None:
    """Undoing the undoing brings back what there was."""
    (web,) = _bring(database, "Web", ProductDraft("T", "Tea"))
    (till,) = _bring(database, "Till", ProductDraft("9", "Tea"))
    with database.write() as tx:
        made = catalog.link(tx, web, till, "Ann", NOW)
        catalog.unlink(tx, made.id, "Ann", NOW)
    with database.write() as tx:
        catalog.relink(tx, made.id, NOW)
    assert _leaders(database, till) == [web]


def test_forms_are_paired_by_their_options(database: Database) -> None:
    """White goes with white and blue with blue; a form that the other lacks stays alone."""
    cup = ProductDraft(
        "C",
        "Cup",
        variants=(
            VariantDraft("CW", options={"colour": "White"}),
            VariantDraft("CB", options={"colour": "Blue"}),
        ),
    )
    mug = ProductDraft(
        "M",
        "Cup",
        variants=(
            VariantDraft("MB", options={"Farbe": "blue"}),
            VariantDraft("MR", options={"Farbe": "red"}),
        ),
    )
    (left,), (right,) = _bring(database, "Web", cup), _bring(database, "Till", mug)
    forms = _variants(database, left, right)
    with database.write() as tx:
        catalog.link(tx, left, right, "Ann", NOW)
    with database.read() as tx:
        found = catalog.articles(tx, forms.values())
    assert found == {**{form: form for form in forms.values()}, forms["MB"]: forms["CB"]}


def test_what_cannot_be_linked_is_refused(database: Database) -> None:
    """An unknown product, a pair that is one already, and an undoing done before."""
    (web,) = _bring(database, "Web", ProductDraft("T", "Tea"))
    (till,) = _bring(database, "Till", ProductDraft("9", "Tea"))
    with database.write() as tx:
        made = catalog.link(tx, web, till, "Ann", NOW)
        with pytest.raises(OneProduct):
            catalog.link(tx, till, web, "Ann", NOW)
        with pytest.raises(OneProduct):
            catalog.link(tx, web, web, "Ann", NOW)
        with pytest.raises(UnknownProduct):
            catalog.link(tx, web, "nothing", "Ann", NOW)
        catalog.unlink(tx, made.id, "Ann", NOW)
        with pytest.raises(LinkUndone):
            catalog.unlink(tx, made.id, "Ann", NOW)


def test_an_equal_code_links_by_itself(database: Database) -> None:
    """GTINs and telling SKUs of two sources link; a look once more changes nothing."""
    web = _bring(
        database,
        "Web",
        ProductDraft("T", "Tea", gtin=GTIN),
        ProductDraft("C", "Cup", variants=(VariantDraft("CW", sku="CUP-W1"),)),
    )
    till = _bring(
        database,
        "Till",
        ProductDraft("1", "Leaves", gtin=f"0{GTIN}"),
        ProductDraft("2", "Mug", sku="cup w1"),
    )
    assert catalog.link_by_rule(database, NOW) == (2, 0)
    assert _leaders(database, *till) == web
    with database.read() as tx:
        assert catalog.articles(tx, [till[1]])[till[1]] == _variants(database, web[1])["CW"]
        assert {one.kind for one in catalog.newest_links(tx)} == {LinkKind.GTIN, LinkKind.SKU}
    assert catalog.link_by_rule(database, NOW) == (0, 0)


def test_a_corrected_code_parts_what_it_had_linked(database: Database) -> None:
    """The link by rule follows the code; one by a person does not."""
    (web,) = _bring(database, "Web", ProductDraft("T", "Tea", gtin=GTIN))
    (till,) = _bring(database, "Till", ProductDraft("1", "Leaves", gtin=GTIN))
    catalog.link_by_rule(database, NOW)
    _bring(database, "Till", ProductDraft("1", "Leaves", gtin=OTHER))
    assert catalog.link_by_rule(database, NOW) == (0, 1)
    assert _leaders(database, web, till) == [web, till]


def test_what_a_person_took_apart_stays_apart(database: Database) -> None:
    """The rule does not make the link again."""
    (web,) = _bring(database, "Web", ProductDraft("T", "Tea", gtin=GTIN, sku="TEA-1"))
    (till,) = _bring(database, "Till", ProductDraft("1", "Leaves", gtin=GTIN, sku="TEA-1"))
    catalog.link_by_rule(database, NOW)
    with database.write() as tx:
        catalog.unlink(tx, catalog.links(tx, web)[0].id, "Ann", NOW)
    assert _leaders(database, till) == [till]
    assert catalog.link_by_rule(database, NOW) == (0, 0)
    assert _leaders(database, till) == [till]


def test_a_rule_that_is_switched_off_lets_go(database: Database) -> None:
    """Without the rule its links are taken back, and come again with it."""
    _bring(database, "Web", ProductDraft("T", "Tea", gtin=GTIN))
    _bring(database, "Till", ProductDraft("1", "Leaves", gtin=GTIN))
    catalog.link_by_rule(database, NOW)
    with database.write() as tx:
        preferences.change(tx, "Ann", LinkPreferences(by_gtin=False), NOW)
    assert catalog.link_by_rule(database, NOW) == (0, 1)
    with database.write() as tx:
        preferences.change(tx, "Ann", LinkPreferences(), NOW + timedelta(minutes=1))
    assert catalog.link_by_rule(database, NOW) == (1, 0)


def test_a_code_on_several_products_of_one_source_is_shown(database: Database) -> None:
    """It links nothing; once mended, it links."""
    web = _bring(
        database, "Web", ProductDraft("T", "Tea", gtin=GTIN), ProductDraft("U", "Tin", gtin=GTIN)
    )
    (till,) = _bring(database, "Till", ProductDraft("1", "Leaves", gtin=GTIN))
    assert catalog.link_by_rule(database, NOW) == (0, 0)
    with database.read() as tx:
        (found,) = catalog.conflicts(tx)
    assert set(found.product_ids) == {*web, till}
    _bring(database, "Web", ProductDraft("U", "Tin", gtin=OTHER))
    assert catalog.link_by_rule(database, NOW) == (1, 0)
    with database.read() as tx:
        assert catalog.conflicts(tx) == []


def test_linking_is_told(database: Database) -> None:
    """The news name products and forms; the catalogue's revision rises."""
    (web,) = _bring(database, "Web", ProductDraft("T", "Tea"))
    (till,) = _bring(database, "Till", ProductDraft("9", "Tea"))
    with database.write() as tx:
        before = catalog.revision(tx)
        made = catalog.link(tx, web, till, "Ann", NOW)
        catalog.unlink(tx, made.id, "Ann", NOW)
        told = [(row.name, row.payload) for row in tx.all(outbox_table.select())]
        assert catalog.revision(tx) > before
    names = {"product_ids": [web, till], "variant_ids": [web, till]}
    assert told == [("catalog.products_linked", names), ("catalog.products_unlinked", names)]


def test_an_import_taken_back_takes_its_links_along(database: Database) -> None:
    """What was linked to a product that is gone stands alone again."""
    (web,) = _bring(database, "Web", ProductDraft("T", "Tea", gtin=GTIN))
    with database.write() as tx:
        origin = sources.ensure(tx, sources.SourceDraft("Till", "api"), NOW).id
        catalog.upsert(tx, Delivery(origin, NOW, "import"), [ProductDraft("1", "T", gtin=GTIN)])
    catalog.link_by_rule(database, NOW)
    with database.write() as tx:
        assert catalog.every_leader(tx)
        catalog.take_back(tx, "import", 10, NOW, lambda _tx, _ids: set())
        assert catalog.every_leader(tx) == {}
        assert catalog.members(tx, [web]) == {web: [web]}
