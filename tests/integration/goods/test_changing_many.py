"""Gaps and changes to many products over HTTP and on the command line; safety stock among them."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.integration.goods.two_shops import fill
from typer.testing import CliRunner

from shopweave import goods
from shopweave.app import Shopweave
from shopweave.cli import cli
from shopweave.commerce import catalog, stock
from shopweave.commerce.catalog import Selection
from shopweave.commerce.stock import Safety, SafetyScope
from shopweave.goods import What, Wish
from shopweave.settings import Settings
from shopweave.trust import keys
from shopweave.trust.permissions import SYSTEM, Permission


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shopweave]:
    """Two catalogues with gaps."""
    with closing(Shopweave(Settings(data=tmp_path / "data"))) as shop:
        fill(shop.database)
        yield shop


def _keyed(shop: Shopweave, *scopes: Permission) -> TestClient:
    with shop.database.write() as tx:
        wanted = keys.NewKey(keys.KeyKind.SECRET, "ERP", frozenset(scopes))
        _, text = keys.create(tx, SYSTEM, wanted, shop.clock.now())
    return TestClient(shop.application(), headers={"Authorization": f"Bearer {text}"})


def _kept_back(shop: Shopweave) -> list[float]:
    with shop.database.read() as tx:
        every = [card.id for card in catalog.search(tx).cards]
        said = stock.safety_of(tx, every)
        return [said.of(article, "web") for article in every]


def test_a_change_is_previewed_made_and_undone_over_http(shop: Shopweave) -> None:
    """A preview writes nothing; the change is what it showed; its id takes all of it back."""
    client = _keyed(shop, Permission.CATALOG_READ, Permission.CATALOG_WRITE)
    gaps = client.get("/v1/goods/lacking", params={"gap": "category", "limit": 2}).json()
    assert (len(gaps["rows"]), gaps["total"]) == (2, gaps["counts"]["category"])
    wish: dict[str, Any] = {"what": "category", "value": "Kitchen > Kettles", "words": "bosch"}
    seen = client.post("/v1/goods/changes", json={**wish, "preview": True}).json()
    assert (seen["id"], seen["values"]) == (None, 3)
    made = client.post("/v1/goods/changes", json=wish).json()
    assert made["rows"] == seen["rows"]
    assert client.post("/v1/goods/changes", json=wish).json()["values"] == 0
    undo = f"/v1/goods/changes/{made['id']}/undo"
    assert client.post(undo).json() == {"kept": 0}
    assert client.post(undo).status_code == 409
    assert client.get("/v1/goods/lacking").json()["counts"] == gaps["counts"]


def test_safety_stock_of_many_asks_for_its_own_permission(shop: Shopweave) -> None:
    """Who may change products alone may not change what shops can sell."""
    wish = {"what": "safety", "value": "2"}
    client = _keyed(shop, Permission.CATALOG_READ, Permission.CATALOG_WRITE)
    assert client.post("/v1/goods/changes", json=wish).status_code == 403
    assert set(_kept_back(shop)) == {0.0}


def test_safety_stock_of_many_comes_back_as_it_was(shop: Shopweave) -> None:
    """One undo brings back each article's own number; what was said since stays."""
    now = shop.clock.now()
    with shop.database.write() as tx:
        first, second = [card.id for card in catalog.search(tx).cards[:2]]
        stock.set_safety(tx, Safety(SafetyScope.ARTICLE, first, "", 7), now)
        steps = goods.plan(tx, Selection(), Wish(What.SAFETY, "3"))
        made = goods.carry_out(tx, steps, "ann", now)
    assert set(_kept_back(shop)) == {3.0}
    with shop.database.write() as tx:
        stock.set_safety(tx, Safety(SafetyScope.ARTICLE, second, "", 5), now)
        goods.take_back(tx, shop.kinds, made, "ann", now)
    assert _kept_back(shop)[:2] == [7.0, 5.0]
    assert set(_kept_back(shop)[2:]) == {0.0}


def test_the_command_shows_first_and_undoes(
    shop: Shopweave, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --yes nothing is done; the printed id takes the change back."""
    monkeypatch.setenv("SHOPWEAVE_DATA", str(shop.settings.data))

    def run(*words: str) -> Any:
        answer = CliRunner().invoke(cli, ["goods", *words, "--json"])
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.stdout)

    before = run("lacking", "--limit", "500")
    shown = run("change", "brand", "--to", "Own", "--words", "bosch")
    assert shown["id"] is None
    made = run("change", "brand", "--to", "Own", "--words", "bosch", "--yes")
    assert made["rows"] == shown["rows"] != []
    assert run("undo", made["id"]) == {"kept": 0}
    assert run("lacking", "--limit", "500") == before
