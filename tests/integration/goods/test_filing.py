"""Categories and attributes are proposed with a reason, approved, undone, refused for good."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.integration.goods.two_shops import fill

from shopweave import decisions, goods
from shopweave.app import Shopweave
from shopweave.commerce import catalog, sources
from shopweave.commerce.catalog import Price, ProductDraft, Selection
from shopweave.commerce.inbound import Delivery
from shopweave.connectors.feeds.items import items_of
from shopweave.decisions import Decision
from shopweave.settings import Settings
from shopweave.trust import sessions, staff
from shopweave.trust.permissions import SYSTEM

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
MUG = ProductDraft(
    "mug", "Ceramic mug, blue, 350 g", prices=(Price(900, "EUR"),), url="https://shop.example/mug"
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shopweave]:
    """Two catalogues without categories, and a mug."""
    with closing(Shopweave(Settings(data=tmp_path / "data"))) as shop:
        fill(shop.database)
        with shop.database.write() as tx:
            source = sources.every(tx)[0]
            catalog.upsert(tx, Delivery(source.id, NOW), [MUG])
        yield shop


def _mug(shop: Shopweave) -> str:
    with shop.database.read() as tx:
        return catalog.search(tx, Selection("mug")).cards[0].id


def _waiting(shop: Shopweave) -> dict[str, Decision]:
    with shop.database.read() as tx:
        found = goods.waiting(tx, goods.FILING, 100)
    return {one.what["field"]: one for one in found if one.subject_id == _mug(shop)}


def test_what_is_approved_goes_into_the_feed_and_what_is_refused_stays_away(
    shop: Shopweave,
) -> None:
    """Nothing is asked twice; an undo leaves the product as its source has it."""
    assert goods.propose(shop.database, NOW) > 4
    asked = _waiting(shop)
    told = {field.removeprefix("attribute."): one.what["value"] for field, one in asked.items()}
    assert told == {
        "google_product_category": "2169", "color": "blue", "material": "ceramic",
        f"weight.{_mug(shop)}": 350,
    }  # fmt: skip
    assert asked["attribute.google_product_category"].reasons == [{"code": "words", "words": "mug"}]
    color, *others = (asked[field].id for field in sorted(asked))
    with shop.database.write() as tx:
        decisions.undo(tx, shop.kinds, color, "ann", NOW)
        assert goods.approve_all(tx, shop.kinds, others, "ann", NOW) == 3
    assert goods.propose(shop.database, NOW) == 0
    with shop.database.read() as tx:
        source = catalog.get(tx, _mug(shop)).source_id
        (item,) = items_of(tx, [_mug(shop)], source, "en", NOW)
    assert item["google_product_category"] == "2169"
    assert (item["material"], item["shipping_weight"]) == ("ceramic", "350 g")
    assert "color" not in item
    with shop.database.write() as tx:
        assert len(goods.take_back_all(tx, shop.kinds, others, "ann", NOW)) == 3
        assert catalog.get(tx, _mug(shop)).attributes == {}


def test_own_categories_are_learned_from_what_stands_in_them(shop: Shopweave) -> None:
    """With ten sorted products, one that says the same words is proposed beside them."""
    teas = [ProductDraft(f"t{n}", f"Harvest tea no. {n}", categories=("Tea",)) for n in range(6)]
    pots = [ProductDraft(f"p{n}", f"Clay pot no. {n}", categories=("Pots",)) for n in range(6)]
    with shop.database.write() as tx:
        source = sources.every(tx)[0]
        more = ProductDraft("x", "Harvest tea, late")
        made = catalog.upsert(tx, Delivery(source.id, NOW), [*teas, *pots, more]).ids["x"]
    goods.propose(shop.database, NOW)
    with shop.database.read() as tx:
        found = goods.waiting(tx, goods.FILING, 200)
    own = [one for one in found if (one.subject_id, one.what["field"]) == (made, "category")]
    assert [one.what["value"] for one in own] == ["Tea"]


def test_the_page_approves_the_ticked_and_takes_them_back(shop: Shopweave) -> None:
    """Sure ones are ticked; the undo of the notice brings the proposals back."""
    goods.propose(shop.database, NOW)
    now = shop.clock.now()
    with shop.database.write() as tx:
        wanted = staff.NewUser("ann", "Ann", ("clerk",), staff.PasswordHash("x"))
        _, token = sessions.start(tx, staff.add(tx, SYSTEM, wanted, now).id, "test", now)
    headers = {"Accept": "text/html", "Origin": "http://testserver", "Accept-Language": "zh-CN"}
    client = TestClient(shop.application(), headers=headers, follow_redirects=False)
    client.cookies.set("shopweave", token)
    page = client.get("/goods/filing").text
    assert "<b>马克杯</b>" in page
    assert "Drinkware &gt; Mugs" in page
    ticked = re.findall(r'value="([0-9a-f]{32})"[^>]* checked', page)
    form = {"form_token": TOKEN.findall(page)[0]}
    before = len(_waiting(shop))
    assert ticked
    answer = client.post("/goods/filing/approve", data={**form, "decision": ticked})
    assert answer.status_code == 303, answer.text
    assert len(_waiting(shop)) < before
    answer = client.post("/goods/filing/undo", data={**form, "decision": ",".join(ticked)})
    assert answer.status_code == 303, answer.text
    assert len(_waiting(shop)) == before
