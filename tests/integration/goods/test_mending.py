"""Gaps are listed by the sales behind them and filled in place; many products change at once."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.integration.goods.two_shops import NOW, fill

from shopweave import goods
from shopweave.app import Shopweave
from shopweave.commerce import catalog, money, orders, sources
from shopweave.commerce.catalog import Price, ProductDraft, Selection
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineDraft, OrderDraft
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.goods import Gap, NoChange, What, Wish
from shopweave.goods.bulk import changed_price, percent
from shopweave.settings import Settings
from shopweave.trust import sessions, staff
from shopweave.trust.permissions import SYSTEM
from shopweave.trust.vault import Keyring, Vault

TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shopweave]:
    """Two catalogues with gaps."""
    with closing(Shopweave(Settings(data=tmp_path / "data"))) as shop:
        fill(shop.database)
        yield shop


@pytest.fixture
def client(shop: Shopweave) -> TestClient:
    """A clerk's browser."""
    now = shop.clock.now()
    with shop.database.write() as tx:
        wanted = staff.NewUser("ann", "Ann", ("clerk",), staff.PasswordHash("x"))
        _, token = sessions.start(tx, staff.add(tx, SYSTEM, wanted, now).id, "test", now)
    headers = {"Accept": "text/html", "Origin": "http://testserver"}
    client = TestClient(shop.application(), headers=headers, follow_redirects=False)
    client.cookies.set("shopweave", token)
    return client


def _press(client: TestClient, address: str, **fields: str) -> None:
    token = TOKEN.findall(client.get("/goods/mend").text)[0]
    answer = client.post(address, data={"form_token": token, **fields})
    assert answer.status_code == 303, answer.text


def _undo_newest(client: TestClient) -> None:
    edit = re.findall(r"/goods/edits/([0-9a-f]{32})/undo", client.get("/goods/edit").text)[0]
    _press(client, f"/goods/edits/{edit}/undo")


def _prices(shop: Shopweave) -> list[int]:
    with shop.database.read() as tx:
        return sorted(one.price or 0 for one in catalog.listings(tx))


def test_gaps_are_counted(database: Database) -> None:
    """Of thirteen products none has a picture; those with a text lack no text."""
    fill(database)
    with database.read() as tx:
        found = goods.lacking(tx, NOW, "EUR")
        texts = goods.lacking(tx, NOW, "EUR", Gap.TEXT)
    assert (found.counts[Gap.IMAGE], found.counts[Gap.PRICE]) == (13, 0)
    assert len(texts.rows) == found.counts[Gap.TEXT] == 7


def test_sales_of_every_currency_stand_behind_a_gap(database: Database) -> None:
    """Euros and dollars, each product in the shop's own money; what has no rate counts nothing."""
    ids = fill(database)
    lines = (LineDraft(1, 1, 1000, ids["W1"]),)
    day = NOW - timedelta(days=1)
    drafts = [OrderDraft(c, placed_at=day, currency=c, lines=lines) for c in ("EUR", "USD", "GBP")]
    with database.write() as tx:
        delivery = Delivery(sources.ensure(tx, sources.SourceDraft("Web shop", "api"), NOW).id, NOW)
        own = {ids["W1"]: ids["W1"]}
        assert not orders.upsert(tx, _directory(), delivery, drafts, own).rejected
        rate = money.RateDraft("USD", "EUR", day.date(), 500_000_000)
        assert money.rates.upsert(tx, delivery, [rate]).created == 1
    with database.read() as tx:
        assert goods.lacking(tx, NOW, "EUR").sold == 1500


def _directory() -> Directory:
    return Directory(Vault(Keyring.generate(), ManualClock(NOW)))


def test_a_gap_is_filled_in_place_and_undone(shop: Shopweave, client: TestClient) -> None:
    """What is written is kept; a wrong GTIN is told and nothing is kept."""
    product = re.findall(r"/goods/mend/([0-9a-f]{32})", client.get("/goods/mend").text)[0]
    address = f"/goods/mend/{product}"
    _press(client, address, category="Tea > Green", gtin="4006381333931", weight="250")
    with shop.database.read() as tx:
        held = catalog.get(tx, product)
    assert (held.categories, held.gtin) == (("Tea > Green",), "4006381333931")
    assert held.weight == 250
    _press(client, address, category="Elsewhere", gtin="4006381333932")
    with shop.database.read() as tx:
        assert catalog.get(tx, product) == held
    _undo_newest(client)
    with shop.database.read() as tx:
        assert catalog.get(tx, product).categories == ()


def test_many_prices_change_as_previewed_and_come_back(shop: Shopweave, client: TestClient) -> None:
    """The preview writes nothing; the change is what it showed; one undo takes all back."""
    before = _prices(shop)
    page = client.get("/goods/edit?what=price&value=-10&charm=1")
    assert page.status_code == 200
    assert "€62.99" in page.text
    assert _prices(shop) == before
    _press(client, "/goods/edit", what="price", value="-10", charm="1")
    factor = Fraction(9, 10)
    assert _prices(shop) == sorted(changed_price(p, factor, "EUR", charm=True) for p in before)
    _undo_newest(client)
    assert _prices(shop) == before


def test_only_the_selection_changes(shop: Shopweave, client: TestClient) -> None:
    """A search narrows what is changed."""
    _press(client, "/goods/edit", q="bosch", what="category", value="Kitchen > Kettles")
    with shop.database.read() as tx:
        found = catalog.search(tx, Selection(category="Kitchen"))
    assert found.total == 3


def test_a_wrong_change_is_told_on_the_page(client: TestClient) -> None:
    """A percentage that is none is a sentence, not an error page."""
    page = client.get("/goods/edit?what=price&value=cheap", headers={"accept-language": "zh-CN"})
    assert page.status_code == 200
    assert "不是价格变动" in page.text


def test_a_plan_leaves_out_what_stays(database: Database) -> None:
    """Zero percent changes nothing; a status that holds already, too."""
    fill(database)
    with database.read() as tx:
        assert goods.plan(tx, Selection(), Wish(What.PRICE, "0")) == []
        assert goods.plan(tx, Selection(), Wish(What.STATUS, "active")) == []


def test_a_selection_is_never_cut(database: Database) -> None:
    """More than ten thousand products change as one."""
    many = [ProductDraft(f"P{n}", f"Cup {n}", prices=(Price(500, "EUR"),)) for n in range(10_003)]
    with database.write() as tx:
        origin = sources.ensure(tx, sources.SourceDraft("Shop", "api"), NOW).id
        catalog.upsert(tx, Delivery(origin, NOW), many)
        assert len(goods.plan(tx, Selection(), Wish(What.BRAND, "Hario"))) == len(many)


@pytest.mark.parametrize(
    ("amount", "change", "currency", "charm", "new"),
    [(990, "-10", "EUR", False, 891), (1000, "+5.5%", "EUR", False, 1055),
     (891, "0", "EUR", True, 899), (845, "0", "EUR", True, 799), (10, "0", "EUR", True, 99),
     (995, "-50", "EUR", False, 498), (1000, "-10", "JPY", True, 900),
     (1, "-99", "EUR", True, 99), (1, "-99", "EUR", False, 1), (1, "-99", "JPY", True, 1),
     (0, "+10", "EUR", True, 0)],
)  # fmt: skip
def test_prices_are_rounded_as_people_expect(
    amount: int, change: str, currency: str, charm: bool, new: int
) -> None:
    """Half up; to the nearest .99 where asked; currencies without cents have no .99."""
    assert changed_price(amount, percent(change), currency, charm=charm) == new


@pytest.mark.parametrize("text", ["", "cheap", "-100", "1e9", "1/0", "nan"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    """No price becomes nothing, and none grows a hundredfold by a typing error."""
    with pytest.raises(NoChange):
        percent(text)


def test_weights_are_missed_once_there_are_any(database: Database) -> None:
    """Who never uses weights is not nagged; who asks sees all; what is not shipped misses none."""
    found = fill(database)
    with database.write() as tx:
        assert goods.lacking(tx, NOW, "EUR").counts[Gap.WEIGHT] == 0
        assert len(goods.lacking(tx, NOW, "EUR", Gap.WEIGHT).rows) == 13
        edits = [
            catalog.Edit(found["W7"], f"weight.{found['W7']}", 100),
            catalog.Edit(found["5"], "attribute.shipped", "no"),
        ]
        catalog.edit(tx, edits, "ann", NOW)
        missing = goods.lacking(tx, NOW, "EUR")
    assert missing.counts[Gap.WEIGHT] == 11
    lacks = {one.product.id for one in missing.rows if Gap.WEIGHT in one.gaps}
    assert not lacks & {found["W7"], found["5"]}


def test_many_weights_change_at_once_and_back(shop: Shopweave, client: TestClient) -> None:
    """The preview shows old and new; one undo brings back what was before."""
    query = {"q": "sencha", "what": "weight", "value": "0.25 kg"}
    assert "250 g" in client.get("/goods/edit", params=query).text
    refused = client.get("/goods/edit", params={**query, "value": "5 stone"}).text
    assert "is no weight" in refused
    _press(client, "/goods/edit", **query)
    with shop.database.read() as tx:
        held = catalog.products(tx, [c.id for c in catalog.search(tx, Selection("sencha")).cards])
    assert [one.weight for one in held] == [250, 250]
    _undo_newest(client)
    with shop.database.read() as tx:
        assert {one.weight for one in catalog.products(tx, [one.id for one in held])} == {None}


def test_a_weight_is_written_on_the_product_page(shop: Shopweave, client: TestClient) -> None:
    """It is shown in a handy unit; nonsense is told and nothing is kept; the undo comes back."""
    with shop.database.read() as tx:
        product = catalog.search(tx, Selection("kettle")).cards[0].id
    address = f"/products/{product}"
    _press(client, f"{address}/weights", owner=product, weight="1,25 kg")
    page = client.get(address).text
    assert "<dt>Weight</dt><dd>1.25 kg</dd>" in page
    assert f'name="back" value="{address}"' in page
    _press(client, f"{address}/weights", owner=product, weight="-3")
    with shop.database.read() as tx:
        assert catalog.get(tx, product).weight == 1250
