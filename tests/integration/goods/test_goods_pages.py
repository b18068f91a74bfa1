"""The page of duplicates in a browser's eyes, and the same over HTTP and on the command line."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.integration.goods.two_shops import NOW, fill
from typer.testing import CliRunner

from shopweave import goods
from shopweave.app import Shopweave
from shopweave.cli import cli
from shopweave.commerce import catalog
from shopweave.settings import Settings
from shopweave.trust import keys, sessions, staff
from shopweave.trust.permissions import SYSTEM, Permission

TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shopweave]:
    """Two catalogues, compared."""
    with closing(Shopweave(Settings(data=tmp_path / "data"))) as shop:
        fill(shop.database)
        goods.find_duplicates(shop.database, NOW)
        yield shop


def _client(shop: Shopweave, role: str) -> TestClient:
    now = shop.clock.now()
    with shop.database.write() as tx:
        user = staff.add(
            tx, SYSTEM, staff.NewUser(role, role, (role,), staff.PasswordHash("x")), now
        )
        _, token = sessions.start(tx, user.id, "test", now)
    headers = {"Accept": "text/html", "Origin": "http://testserver"}
    client = TestClient(shop.application(), headers=headers, follow_redirects=False)
    client.cookies.set("shopweave", token)
    return client


def _keyed(shop: Shopweave) -> TestClient:
    scopes = frozenset({Permission.CATALOG_READ, Permission.CATALOG_WRITE})
    with shop.database.write() as tx:
        wanted = keys.NewKey(keys.KeyKind.SECRET, "ERP", scopes)
        _, text = keys.create(tx, SYSTEM, wanted, shop.clock.now())
    return TestClient(shop.application(), headers={"Authorization": f"Bearer {text}"})


def _press(client: TestClient, address: str, **fields: str) -> None:
    token = TOKEN.findall(client.get("/goods").text)[0]
    answer = client.post(address, data={"form_token": token, **fields})
    assert (answer.status_code, answer.headers["location"]) == (303, "/goods"), answer.text


def _leaders(shop: Shopweave) -> int:
    with shop.database.read() as tx:
        return len(catalog.every_leader(tx))


def test_a_pair_is_approved_undone_refused_and_asked_again(shop: Shopweave) -> None:
    """Every button does what it says, and the page offers the pair again after an undo."""
    client = _client(shop, "clerk")
    page = client.get("/goods")
    assert page.status_code == 200
    assert "Both carry the number twk7203." in page.text
    first = re.findall(r"/goods/duplicates/([0-9a-f]{32})/same", page.text)[0]
    count = page.text.count("/same")
    _press(client, f"/goods/duplicates/{first}/same")
    assert (_leaders(shop), client.get("/goods").text.count("/same")) == (2, count - 1)
    _press(client, f"/goods/duplicates/{first}/undo")
    page = client.get("/goods").text
    assert (_leaders(shop), page.count("/same")) == (0, count)
    second = re.findall(r"/goods/duplicates/([0-9a-f]{32})/same", page)[0]
    _press(client, f"/goods/duplicates/{second}/different")
    assert client.get("/goods").text.count("/same") == count - 1
    _press(client, f"/goods/duplicates/{second}/again")
    assert client.get("/goods").text.count("/same") == count


def test_a_link_by_hand_is_parted_and_renewed(shop: Shopweave) -> None:
    """Linked products are listed with a button that takes them apart."""
    client = _client(shop, "clerk")
    with shop.database.read() as tx:
        left, right = (one.product_id for one in catalog.listings(tx)[:2])
    _press(client, "/goods/links", left=left, right=right)
    link = re.findall(r"/goods/links/([0-9a-f]{32})/undo", client.get("/goods").text)[0]
    _press(client, f"/goods/links/{link}/undo")
    assert _leaders(shop) == 0
    _press(client, f"/goods/links/{link}/again")
    assert _leaders(shop) == 2


def test_who_may_not_change_the_catalogue_sees_no_button(shop: Shopweave) -> None:
    """Support reads the page in Chinese, and is refused when it sends the form."""
    client = _client(shop, "support")
    page = client.get("/goods", headers={"accept-language": "zh-CN"}).text
    assert "像的地方" in page
    assert "/same" not in page
    token = TOKEN.findall(page)[0]
    answer = client.post("/goods/compare", data={"form_token": token})
    assert answer.status_code == 403


def test_links_over_http(shop: Shopweave) -> None:
    """Proposals and links are read, made and taken back as JSON."""
    client = _keyed(shop)
    rows = client.get("/v1/goods/duplicates").json()["rows"]
    left, right = rows[0]["what"]["items"]
    made = client.post("/v1/goods/links", json={"left": left, "right": right})
    assert made.status_code == 200, made.text
    assert client.post("/v1/goods/links", json={"left": left, "right": right}).status_code == 409
    listed = client.get("/v1/goods/links", params={"product": right}).json()["rows"]
    assert [one["id"] for one in listed] == [made.json()["id"]]
    assert client.post(f"/v1/goods/links/{listed[0]['id']}/undo").status_code == 200
    assert client.get("/v1/goods/links", params={"product": right}).json()["rows"] == []
    assert client.get("/v1/goods/conflicts").json() == {"rows": []}


def test_links_on_the_command_line(shop: Shopweave) -> None:
    """`goods duplicates`, `link` and `unlink` work on the same record."""
    data = ["--data", str(shop.settings.data)]
    told = CliRunner().invoke(cli, [*data, "goods", "duplicates", "--json"])
    assert told.exit_code == 0, told.output
    items = json.loads(told.stdout)["duplicates"][0]["what"]["items"]
    made = CliRunner().invoke(cli, [*data, "goods", "link", *items, "--json"])
    link = json.loads(made.stdout)["id"]
    assert _leaders(shop) == 2
    assert CliRunner().invoke(cli, [*data, "goods", "unlink", link]).exit_code == 0
    assert _leaders(shop) == 0
