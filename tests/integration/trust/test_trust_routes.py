"""Staff, keys, consent, the log and customers' own data over HTTP."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from shopweave.app import Shopweave
from shopweave.foundation import ids
from shopweave.foundation.clock import SystemClock
from shopweave.settings import Settings
from shopweave.trust import keys, sessions, staff
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import KEY_SCOPES, SYSTEM, Permission

PASSWORD = "harbour violet kettle moth"


@pytest.fixture
def shop(tmp_path: Path, sqlite_copy: str) -> Iterator[Shopweave]:
    """A whole product on SQLite."""
    with closing(Shopweave(Settings(data=tmp_path, database=sqlite_copy))) as shop:
        yield shop


@pytest.fixture
def client(shop: Shopweave, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """An owner's browser, on one of our own pages."""

    async def from_our_page(_request: object) -> None:
        return None

    monkeypatch.setattr(shop.trust.door, "_check_page", from_our_page)
    now = SystemClock().now()
    with shop.database.write() as tx:
        owner = staff.NewUser("anna", "Anna", ("owner",), staff.PasswordHash("x"))
        user = staff.add(tx, SYSTEM, owner, now)
        _, token = sessions.start(tx, user.id, "test", now)
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(shop.application(), headers=headers) as client:
        client.cookies.set("shopweave", token)
        yield client


def test_an_owner_runs_the_staff(client: TestClient) -> None:
    """Open, change, close and open again; the list shows it and never a password."""
    new = {"login": "Bert", "name": "Bert", "password": PASSWORD, "roles": ["clerk"]}
    made = client.post("/v1/staff", json=new)
    assert made.status_code == 201
    address = f"/v1/staff/{made.json()['id']}"
    assert client.put(f"{address}/roles", json={"roles": ["support"]}).json()["roles"] == [
        "support"
    ]
    assert client.post(f"{address}/disable").json()["disabled_at"]
    assert client.post(f"{address}/enable").json()["disabled_at"] is None
    everybody = client.get("/v1/staff")
    assert [one["login"] for one in everybody.json()] == ["anna", "bert"]
    assert "hash" not in everybody.text
    assert client.get("/v1/staff/me").json()["login"] == "anna"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"password": "short"}, 422, "password-too-short"),
        ({"login": "anna"}, 409, "login-taken"),
        ({"roles": ["wizard"]}, 422, "unknown-role"),
        ({"roles": []}, 422, "invalid-request"),
        ({"disabled_at": None}, 422, "invalid-request"),
        ({"password_hash": "x"}, 422, "invalid-request"),
        ({"id": "0" * 32}, 422, "invalid-request"),
    ],
)
def test_a_wrong_account_is_named(
    client: TestClient, change: dict[str, object], status: int, code: str
) -> None:
    """What is wrong comes back as a problem, and columns that are not asked for are refused."""
    new = {"login": "bert", "password": PASSWORD, "roles": ["clerk"], **change}
    answer = client.post("/v1/staff", json=new)
    assert answer.status_code == status
    assert answer.json()["type"] == f"urn:shopweave:problem:{code}"


def test_a_key_is_made_used_and_revoked(client: TestClient) -> None:
    """Its text is in one answer only; revoked it opens nothing."""
    wanted = {"kind": "secret", "name": "BI", "scopes": ["audit.read"]}
    made = client.post("/v1/keys", json=wanted)
    assert made.status_code == 201
    text, key = made.json()["text"], made.json()["key"]["id"]
    machine = TestClient(client.app, headers={"Authorization": f"Bearer {text}"})
    assert machine.get("/v1/audit").status_code == 200
    assert machine.get("/v1/keys").status_code == 403
    assert text not in client.get("/v1/keys").text
    assert client.delete(f"/v1/keys/{key}").status_code == 200
    assert client.get("/v1/keys").json()[0]["revoked_at"]
    assert client.delete("/v1/keys/nothing").status_code == 404


def test_consent_is_asked_given_and_withdrawn(client: TestClient) -> None:
    """The shop front reads the text, the answer names its version, a withdrawal holds at once."""
    customer = ids.new()
    texts = {"texts": {"en": "We remember what you liked.", "zh": "我们会记住你喜欢什么。"}}
    assert client.put("/v1/consent/texts/personalisation", json=texts).json()["version"] == 1
    assert client.get("/v1/consent/texts").json()[0]["texts"]["zh"] == texts["texts"]["zh"]
    address = f"/v1/customers/{customer}/consent"
    granted = {"purpose": "personalisation", "state": "granted", "text_version": 1}
    for state in ("granted", "withdrawn"):
        answer = client.post(address, json={**granted, "state": state})
        assert answer.status_code == 200
    (said,) = client.get(address).json()
    assert (said["purpose"], said["state"]) == ("personalisation", "withdrawn")
    assert client.post(address, json={**granted, "text_version": 9}).status_code == 422
    assert client.post("/v1/customers/x/consent", json=granted).status_code == 422


def test_the_log_shows_what_happened(client: TestClient) -> None:
    """Newest first, by subject, and verified."""
    client.post("/v1/keys", json={"kind": "public", "name": "Shop"})
    newest = client.get("/v1/audit", params={"limit": 1}).json()
    assert newest[0]["action"] == "key.created"
    assert client.get("/v1/audit", params={"subject": newest[0]["subject"]}).json() == newest
    assert client.get("/v1/audit/verify").json() == {"entries": 2, "faults": []}
    assert client.get("/v1/audit", params={"before": 0}).status_code == 422


def test_an_unknown_customer_is_named(client: TestClient) -> None:
    """Neither shown nor erased: there is nobody."""
    for method in ("GET", "DELETE"):
        path = f"/v1/customers/{ids.new()}" + ("/export" if method == "GET" else "")
        assert client.request(method, path).status_code == 404


def test_no_key_reaches_people_and_keys(shop: Shopweave, client: TestClient) -> None:
    """The most powerful key there can be manages neither staff nor keys."""
    with shop.database.write() as tx:
        wanted = NewKey(KeyKind.SECRET, "all", KEY_SCOPES)
        _, text = keys.create(tx, SYSTEM, wanted, SystemClock().now())
    assert Permission.CUSTOMERS_ERASE in KEY_SCOPES
    machine = TestClient(client.app, headers={"Authorization": f"Bearer {text}"})
    assert machine.get("/v1/staff").status_code == 403
    assert machine.post("/v1/keys", json={}).status_code == 403
    assert machine.get("/v1/audit").status_code == 200
