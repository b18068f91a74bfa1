"""Costs, rates and profit over HTTP, for who may know them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from shopweave.app import Shopweave
from shopweave.cli import cli
from shopweave.commerce import money, sources
from shopweave.foundation.clock import SystemClock
from shopweave.settings import Settings
from shopweave.trust import keys
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM, Permission

P = Permission
BOOKS = frozenset({P.CATALOG_READ, P.CATALOG_WRITE, P.ORDERS_WRITE, P.MONEY_READ, P.MONEY_WRITE})
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).isoformat()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shopweave]:
    """A whole product."""
    with closing(Shopweave(Settings(data=tmp_path))) as shop:
        yield shop


def caller(shop: Shopweave, scopes: frozenset[Permission]) -> TestClient:
    """A program with a secret key that may do this."""
    now = SystemClock().now()
    with shop.database.write() as tx:
        source = sources.ensure(tx, sources.SourceDraft("Shop", "api", currency="EUR"), now)
        new = NewKey(KeyKind.SECRET, "books", scopes, source=source.id)
        _, text = keys.create(tx, SYSTEM, new, now)
    return TestClient(shop.application(), headers={"Authorization": f"Bearer {text}"})


def sell(client: TestClient) -> str:
    """A product with its cost, and one order of it; returns the product's id."""
    tea = {"id": "TEA", "title": "Tea", "price": "10.00"}
    product = client.post("/v1/products", json=[tea]).json()["ids"]["TEA"]
    client.post("/v1/costs", json=[{"product": "TEA", "cost": "4.00"}])
    order = {
        "id": "1",
        "placed_at": YESTERDAY,
        "country": "de",
        "lines": [{"product": "TEA", "quantity": 2, "price": "10.00"}],
        "costs": [{"kind": "commission", "amount": "1.48"}, {"kind": "tax", "amount": "3.19"}],
    }
    assert client.post("/v1/orders", json=[order]).json()["created"] == 1
    return str(product)


def test_profit_is_told_in_major_units(shop: Shopweave) -> None:
    """What was sold, what it cost as reported, what is left, and what is not known."""
    client = caller(shop, BOOKS)
    sell(client)
    assert client.get("/v1/profit").json()["unknown"]["waiting"] == 1
    money.follow(shop.database, SystemClock().now())
    told = client.get("/v1/profit?by=product").json()
    assert (told["currency"], told["by"], told["unknown"]["costs"]["products"]) == (
        "EUR",
        "product",
        0,
    )
    row = told["rows"][0]
    assert (row["revenue"], row["tax"], row["goods"], row["commission"], row["profit"]) == (
        "20.00", "3.19", "8.00", "1.48", "7.33",
    )  # fmt: skip
    assert row["share"] == round(7.33 / 16.81, 4)
    assert client.get("/v1/profit?since=2020-01-01&until=2020-02-01").json()["rows"] == []


def test_costs_and_rates_come_out_again(shop: Shopweave) -> None:
    """A cost with its day in the source's zone, and the newest rate of each pair."""
    client = caller(shop, BOOKS)
    product = sell(client)
    dated = {"product": "TEA", "cost": "4.50", "from": "2026-03-01"}
    assert (
        client.post("/v1/costs", json=[dated, {"product": "X", "cost": 1}]).json()["created"] == 1
    )
    costs = client.get(f"/v1/costs?product={product}").json()["rows"]
    assert [(cost["amount"], cost["since"][:4]) for cost in costs] == [
        ("4.00", "1970"),
        ("4.50", "2026"),
    ]
    rate = {"base": "EUR", "currency": "USD", "rate": "1.085", "day": "2026-11-20"}
    assert client.post("/v1/rates", json=[rate]).json()["created"] == 1
    assert client.get("/v1/rates").json()["rows"] == [rate]


def test_prices_of_the_past_come_out(shop: Shopweave) -> None:
    """Every change, and the lowest of late."""
    client = caller(shop, BOOKS)
    product = sell(client)
    client.post("/v1/products", json=[{"id": "TEA", "title": "Tea", "price": "8.00"}])
    told = client.get(f"/v1/products/{product}/prices").json()
    assert [row["amount"] for row in told["rows"]] == ["10.00", "8.00"]
    assert [one["amount"] for one in told["lowest"]] == ["8.00"]


def test_profit_is_not_for_everybody(shop: Shopweave) -> None:
    """Who may read orders does not see costs."""
    client = caller(shop, frozenset({P.ORDERS_READ, P.CATALOG_READ}))
    for address in ("/v1/profit", "/v1/costs?product=x", "/v1/rates"):
        assert client.get(address).status_code == 403


def test_the_command_line_books_and_tells(shop: Shopweave, tmp_path: Path) -> None:
    """`shopweave profit` brings the books up to date first."""
    sell(caller(shop, BOOKS))
    run = CliRunner().invoke(cli, ["--data", str(tmp_path), "profit", "--json", "--rebuild"])
    assert run.exit_code == 0, run.output
    assert '"profit":"7.33"' in run.stdout
    table = CliRunner().invoke(cli, ["--data", str(tmp_path), "profit", "--by", "product"])
    assert "Tea" in table.stdout
