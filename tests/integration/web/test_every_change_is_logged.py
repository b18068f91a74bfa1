"""Whatever a person changes in the console stands in the audit log."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from shopweave.app import Shopweave
from shopweave.connectors.files import Request
from shopweave.settings import Settings
from shopweave.trust import audit, sessions, staff
from shopweave.trust.permissions import SYSTEM

CUSTOMERS = "customer,email,name\nC-1,anna@example.org,Anna\n"
PRODUCTS = "product,title,price\nTEA,Green tea,4.50\n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shopweave]:
    """A shop with a customer and a product."""
    with closing(Shopweave(Settings(data=tmp_path / "data"))) as shop:
        for kind, text in (("customers", CUSTOMERS), ("products", PRODUCTS)):
            file = tmp_path / f"{kind}.csv"
            file.write_text(text)
            shop.importer.run(Request(file, kind))
        yield shop


@pytest.fixture
def client(shop: Shopweave) -> Iterator[TestClient]:
    """An owner's browser."""
    now = shop.clock.now()
    with shop.database.write() as tx:
        owner = staff.NewUser("anna", "Anna", ("owner",), staff.PasswordHash("x"))
        user = staff.add(tx, SYSTEM, owner, now)
        _, token = sessions.start(tx, user.id, "test", now)
    headers = {"Accept": "text/html", "Origin": "http://testserver"}
    with TestClient(shop.application(), headers=headers, follow_redirects=False) as client:
        client.cookies.set("shopweave", token)
        yield client


def _change(client: TestClient, address: str, **fields: str) -> None:
    page = client.get("/settings/account").text
    token = re.search(r'name="form_token" value="([^"]+)"', page)
    assert token is not None
    answer = client.post(address, data={"form_token": token.group(1), **fields})
    assert answer.status_code == 303


def test_changes_are_logged(shop: Shopweave, client: TestClient) -> None:
    """Consent, a product's status, a training and other sessions' end name who did it."""
    with shop.database.read() as tx:
        (anna,) = shop.directory.find(tx, "anna@example.org")
    tea = re.search(r"/products/([0-9a-f]{32})", client.get("/products").text)
    assert tea is not None
    _change(client, f"/customers/{anna}/consent", purpose="marketing", state="granted")
    _change(client, f"/products/{tea.group(1)}/status", status="hidden")
    _change(client, "/models/train")
    _change(client, "/settings/account/sessions/end")
    with shop.database.read() as tx:
        entries = audit.search(tx, limit=4)
    assert [entry.action for entry in reversed(entries)] == [
        "consent.recorded",
        "product.status_changed",
        "model.training_asked",
        "staff.signed_out_elsewhere",
    ]
    assert {entry.actor_kind for entry in entries} == {"staff"}
