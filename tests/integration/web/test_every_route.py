"""Every route of the product, tried by everybody: the table of permissions is what happens."""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest
from fastapi.testclient import TestClient

from shopweave.app import Shopweave
from shopweave.settings import Settings
from shopweave.trust import keys, sessions, staff
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import (
    PUBLIC_SCOPES,
    ROLES,
    SYSTEM,
    Declared,
    Permission,
    Role,
    inventory,
)

REFUSED = {401, 403}
# Answers that never end cannot be waited for; their door is that of every other route.
ENDLESS = ("/live", "/stream")
# The key stands in the address itself, as Segment has it: no cookie counts there.
KEY_IN_ADDRESS = "/v1/projects/"
Call = tuple[str, str, Permission | None]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shopweave]:
    """A whole product on SQLite."""
    with closing(Shopweave(Settings(data=tmp_path_factory.mktemp("shop")))) as shop:
        yield shop


@pytest.fixture(scope="module")
def client(shop: Shopweave) -> Iterator[TestClient]:
    """A browser that follows no redirect."""
    with TestClient(shop.application(), follow_redirects=False) as client:
        yield client


def _calls(client: TestClient) -> list[Call]:
    """A method, an address and the permission of each route."""
    return [
        (method, re.sub(r"\{[^}]*\}", "0" * 32, route.path), _permission(route))
        for route in inventory(client.app.routes)  # type: ignore[attr-defined] # an ASGI app
        if route.path != "/static" and not route.path.endswith(ENDLESS)
        for method in sorted(route.methods - {"HEAD", "OPTIONS"})
    ]


def _permission(route: Declared) -> Permission | None:
    """The strictest that a route asks for: its own, else that of its router."""
    named = [r.permission for r in route.requirements if r.permission is not None]
    return named[-1] if named else None


def _status(client: TestClient, call: Call, headers: dict[str, str]) -> int:
    method, address, _ = call
    body = None if method == "GET" else {}
    return client.request(method, address, headers=headers, json=body).status_code


def _wrongly(client: TestClient, headers: dict[str, str], may: frozenset[Permission]) -> list[str]:
    """Routes that let somebody in who may not come, or the other way round."""
    wrong = []
    for call in _calls(client):
        if call[1].startswith(KEY_IN_ADDRESS):
            continue
        status = _status(client, call, headers)
        allowed = call[2] is None or call[2] in may
        if status >= 500 or (status in REFUSED) == allowed:
            wrong.append(f"{call[0]} {call[1]} asks for {call[2]} and answered {status}")
    return wrong


def test_strangers_find_closed_doors(client: TestClient) -> None:
    """Without cookie and key everything but the open routes is refused or leads to sign-in."""
    inside = [
        call
        for call in _calls(client)
        if call[2] is not None and _status(client, call, {}) not in {*REFUSED, 303}
    ]
    assert inside == []


@pytest.mark.slow
@pytest.mark.parametrize("role", Role)
def test_roles_find_their_doors_open(shop: Shopweave, client: TestClient, role: Role) -> None:
    """Reading: each role gets into the routes of its permissions and into no other."""
    now = shop.clock.now()
    with shop.database.write() as tx:
        new = staff.NewUser(role, role, (role,), staff.PasswordHash("x"))
        _, token = sessions.start(tx, staff.add(tx, SYSTEM, new, now).id, "test", now)
    headers = {"Cookie": f"shopweave={token}"}
    wrong = [line for line in _wrongly(client, headers, ROLES[role]) if line.startswith("GET")]
    assert wrong == []


def test_a_cookie_alone_changes_nothing(shop: Shopweave, client: TestClient) -> None:
    """Without the page's token not even the owner's cookie gets a change past the door."""
    now = shop.clock.now()
    with shop.database.write() as tx:
        new = staff.NewUser("boss", "boss", ("owner",), staff.PasswordHash("x"))
        _, token = sessions.start(tx, staff.add(tx, SYSTEM, new, now).id, "test", now)
    headers = {"Cookie": f"shopweave={token}", "Sec-Fetch-Site": "same-origin"}
    changed = [
        call
        for call in _calls(client)
        if call[0] != "GET"
        and call[2] is not None
        and _status(client, call, headers) not in REFUSED
    ]
    assert changed == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KeyKind)
def test_keys_find_their_doors_open(shop: Shopweave, client: TestClient, kind: KeyKind) -> None:
    """A public key reaches its three scopes, a secret one with one scope that scope alone."""
    scopes = PUBLIC_SCOPES if kind is KeyKind.PUBLIC else frozenset({Permission.AUDIT_READ})
    with shop.database.write() as tx:
        _, text = keys.create(tx, SYSTEM, NewKey(kind, "k", scopes), shop.clock.now())
    headers = {"Authorization": f"Bearer {text}"}
    closed = [call for call in _calls(client) if call[2] is not None and call[2] not in scopes]
    assert [c for c in closed if _status(client, c, headers) not in {*REFUSED, 303}] == []
