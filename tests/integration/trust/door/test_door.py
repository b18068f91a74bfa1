"""The door lets in whom the tables allow, and nobody a second longer."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.foundation.problems import Problem
from shopweave.trust import keys, sessions, staff
from shopweave.trust.door import Cookies, Door
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import (
    KEY_SCOPES,
    NEEDS_CONFIRMATION,
    ROLES,
    SYSTEM,
    ForeignOrigin,
    Permission,
    Principal,
    Role,
    guarded,
    public,
    require,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OWN = {"Sec-Fetch-Site": "same-origin"}


async def _check_page(request: Request) -> None:
    if request.headers.get("x-page") != "ours":
        raise ForeignOrigin


async def _refused(_request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    return JSONResponse({"code": problem.code()}, problem.status)


def _app(door: Door) -> FastAPI:
    """A route for each permission and method, one open route, one plain Starlette route."""
    app = FastAPI()
    app.state.gate = door
    app.add_exception_handler(Problem, _refused)
    for permission in Permission:

        def act(principal: Annotated[Principal, require(permission)]) -> str:
            return principal.id

        app.get(f"/{permission}")(act)
        app.post(f"/{permission}")(act)

    @app.post("/open")
    def hello(principal: Annotated[Principal, public()]) -> str:
        return principal.kind

    async def in_body(request: Request) -> str | None:
        return str((await request.json()).get("writeKey"))

    @guarded(Permission.EVENTS_SEND, key=in_body)
    async def track(request: Request, principal: Principal) -> Response:
        return JSONResponse(principal.source)

    app.router.routes.append(Route("/track", track, methods=["POST"]))
    return app


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock(NOON)


@pytest.fixture
def client(database: Database, clock: ManualClock) -> Iterator[TestClient]:
    """A browser before the door."""
    door = Door(database, clock, Cookies(secure=False), _check_page)
    with TestClient(_app(door)) as client:
        yield client
    door.close()


@pytest.fixture
def other_process(database: Database, clock: ManualClock) -> Iterator[TestClient]:
    """A second server on the same database."""
    door = Door(database, clock, Cookies(secure=False), _check_page)
    with TestClient(_app(door)) as client:
        yield client
    door.close()


def _person(database: Database, *roles: str) -> tuple[staff.User, str]:
    login = "-".join(roles) or "nobody"
    with database.write() as tx:
        new = staff.NewUser(login, login, roles, staff.PasswordHash("x"))
        user = staff.add(tx, SYSTEM, new, NOON)
        _, token = sessions.start(tx, user.id, "test", NOON)
    return user, token


def _key(database: Database, wanted: NewKey) -> tuple[keys.ApiKey, dict[str, str]]:
    with database.write() as tx:
        key, text = keys.create(tx, SYSTEM, wanted, NOON)
    return key, {"Authorization": f"Bearer {text}"}


@pytest.mark.parametrize("role", Role)
def test_each_role_enters_exactly_its_rooms(
    database: Database, client: TestClient, role: Role
) -> None:
    """Over every permission: what the table gives is open, everything else is refused."""
    _, token = _person(database, role)
    client.cookies.set("shopweave", token)
    answers = {p: client.get(f"/{p}").status_code for p in Permission}
    assert answers == {p: 200 if p in ROLES[role] else 403 for p in Permission}


def test_each_scope_opens_exactly_one_room(database: Database, client: TestClient) -> None:
    """Over every scope: a key with that one gets 403 everywhere else."""
    for scope in KEY_SCOPES:
        _, headers = _key(database, NewKey(KeyKind.SECRET, "k", frozenset({scope})))
        answers = {p: client.get(f"/{p}", headers=headers).status_code for p in Permission}
        assert answers == {p: 200 if p is scope else 403 for p in Permission}


def test_strangers_enter_nowhere(client: TestClient) -> None:
    """No credential, an invented key and an invented cookie get 401 at every room."""
    for headers in ({}, {"Authorization": "Bearer sk_" + "0" * 40}, {"Cookie": "shopweave=x"}):
        assert {client.get(f"/{p}", headers=headers).status_code for p in Permission} == {401}


def test_a_revoked_key_is_out_within_a_second(
    database: Database, client: TestClient, other_process: TestClient, clock: ManualClock
) -> None:
    """In this process and in every other one."""
    key, headers = _key(database, NewKey(KeyKind.SECRET, "k", frozenset({Permission.ORDERS_READ})))
    doors = (client, other_process)
    assert [d.get("/orders.read", headers=headers).status_code for d in doors] == [200, 200]
    with database.write() as tx:
        keys.revoke(tx, SYSTEM, key.id, NOON)
    clock.forward(timedelta(seconds=0.95))
    assert [d.get("/orders.read", headers=headers).status_code for d in doors] == [401, 401]


def test_a_new_key_opens_at_once(
    database: Database, client: TestClient, other_process: TestClient
) -> None:
    """Nobody waits for a memory to be refreshed."""
    doors = (client, other_process)
    for number in range(3):
        wanted = NewKey(KeyKind.SECRET, str(number), frozenset({Permission.ORDERS_READ}))
        _, headers = _key(database, wanted)
        assert [d.get("/orders.read", headers=headers).status_code for d in doors] == [200, 200]


def test_a_key_expires_on_time(database: Database, client: TestClient, clock: ManualClock) -> None:
    """Not a moment after its end, whatever the memory holds."""
    scopes = frozenset({Permission.ORDERS_READ})
    soon = NOON + timedelta(seconds=0.1)
    _, headers = _key(database, NewKey(KeyKind.SECRET, "k", scopes, expires_at=soon))
    assert client.get("/orders.read", headers=headers).status_code == 200
    clock.forward(timedelta(seconds=0.1))
    assert client.get("/orders.read", headers=headers).status_code == 401


@pytest.mark.parametrize("how", ["out", "closed", "demoted"])
def test_staff_lose_their_rights_within_a_second(
    database: Database,
    client: TestClient,
    other_process: TestClient,
    clock: ManualClock,
    how: str,
) -> None:
    """Signing out, closing the account and changing the role hold in every process."""
    user, token = _person(database, "manager")
    doors = (client, other_process)
    for door in doors:
        door.cookies.set("shopweave", token)
        assert door.get("/audit.read").status_code == 200
    with database.write() as tx:
        match how:
            case "out":
                sessions.end_all(tx, user.id, NOON)
            case "closed":
                staff.disable(tx, SYSTEM, user.id, NOON)
            case _:
                staff.change_roles(tx, SYSTEM, user.id, ["courier"], NOON)
    clock.forward(timedelta(seconds=0.95))
    assert {d.get("/audit.read").status_code for d in doors} == {403 if how == "demoted" else 401}


def test_an_unused_session_ends_and_a_used_one_goes_on(
    database: Database, client: TestClient, clock: ManualClock
) -> None:
    """Twelve hours without a request and one must sign in again; use keeps it alive a week."""
    _, token = _person(database, "manager")
    client.cookies.set("shopweave", token)
    for _ in range(15):
        assert client.get("/account.own").status_code == 200
        clock.forward(timedelta(hours=11))
    clock.forward(timedelta(hours=1))
    assert client.get("/account.own").status_code == 401


def test_grave_steps_need_a_fresh_password(
    database: Database, client: TestClient, clock: ManualClock
) -> None:
    """Eleven minutes after the password exports, erasing, keys and roles are closed again."""
    _, token = _person(database, "owner")
    client.cookies.set("shopweave", token)
    assert {client.get(f"/{p}").status_code for p in NEEDS_CONFIRMATION} == {200}
    clock.forward(timedelta(minutes=11))
    answers = [client.get(f"/{p}") for p in NEEDS_CONFIRMATION]
    assert {(a.status_code, a.json()["code"]) for a in answers} == {(403, "confirmation-needed")}
    assert client.get("/orders.read").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        OWN,
        {"X-Page": "ours"},
        {"Sec-Fetch-Site": "cross-site", "X-Page": "ours"},
        {"Origin": "https://evil.example", "X-Page": "ours"},
        {"Origin": "null", "X-Page": "ours"},
    ],
)
def test_no_other_site_acts_through_a_cookie(
    database: Database, client: TestClient, headers: dict[str, str]
) -> None:
    """On every route: without our page's token, or from elsewhere, nothing is changed."""
    _, token = _person(database, "owner")
    client.cookies.set("shopweave", token)
    answers = {client.post(f"/{p}", headers=headers).status_code for p in Permission}
    assert answers == {403}


def test_our_own_pages_act(database: Database, client: TestClient) -> None:
    """With token and origin the forms of the console work."""
    _, token = _person(database, "owner")
    client.cookies.set("shopweave", token)
    ours = {**OWN, "X-Page": "ours"}
    assert {client.post(f"/{p}", headers=ours).status_code for p in Permission} == {200}


def test_an_open_door_asks_nothing_but_the_origin(client: TestClient) -> None:
    """Everybody may knock at an open route, a foreign page may not do it for somebody."""
    assert client.post("/open").json() == "anonymous"
    assert client.post("/open", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_key_in_the_body_opens_a_plain_route(database: Database, client: TestClient) -> None:
    """Segment's writeKey works where no header is set, and tells the source."""
    _, headers = _key(database, NewKey(KeyKind.PUBLIC, "k", source="shop-1"))
    text = headers["Authorization"].removeprefix("Bearer ")
    answer = client.post("/track", json={"writeKey": text})
    assert (answer.status_code, answer.json()) == (200, "shop-1")
    assert client.post("/track", json={"writeKey": "pk_x"}).status_code == 401


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://shop.example", 200),
        ("https://SHOP.example", 200),
        ("https://evil.example", 403),
        (None, 200),
    ],
)
def test_a_public_key_serves_its_own_site(
    database: Database, client: TestClient, origin: str | None, status: int
) -> None:
    """A key with origins is refused on other sites; a server that names none may use it."""
    _, headers = _key(database, NewKey(KeyKind.PUBLIC, "k", origins=("https://shop.example",)))
    if origin:
        headers["Origin"] = origin
    assert client.post("/events.send", headers=headers).status_code == status


def test_a_key_in_a_hurry_is_slowed_down(
    database: Database, client: TestClient, clock: ManualClock
) -> None:
    """Beyond its rate a key is told to wait, and may go on a second later."""
    scopes = frozenset({Permission.ORDERS_READ})
    _, headers = _key(database, NewKey(KeyKind.SECRET, "k", scopes, per_second=5))
    answers = [client.get("/orders.read", headers=headers).status_code for _ in range(12)]
    assert answers == [200] * 10 + [429] * 2
    clock.forward(timedelta(seconds=1))
    assert client.get("/orders.read", headers=headers).status_code == 200


def test_one_address_cannot_use_up_a_public_key(
    database: Database, client: TestClient, clock: ManualClock
) -> None:
    """Whoever floods from one address is slowed down; other shoppers notice nothing."""
    _, headers = _key(database, NewKey(KeyKind.PUBLIC, "k"))
    flood, shopper = (
        TestClient(client.app, client=(address, 5000), headers=headers)
        for address in ("203.0.113.9", "203.0.113.10")
    )
    answers = [flood.post("/events.send").status_code for _ in range(205)]
    assert answers == [200] * 200 + [429] * 5
    assert shopper.post("/events.send").status_code == 200
    clock.forward(timedelta(seconds=1))
    assert flood.post("/events.send").status_code == 200


def test_the_last_use_is_written_down(database: Database, clock: ManualClock) -> None:
    """When a key was used is in the database after the server stops, if not before."""
    scopes = frozenset({Permission.ORDERS_READ})
    _, headers = _key(database, NewKey(KeyKind.SECRET, "k", scopes))
    door = Door(database, clock, Cookies(secure=False), _check_page)
    with TestClient(_app(door)) as client:
        client.get("/orders.read", headers=headers)
    door.close()
    with database.read() as tx:
        assert keys.every(tx)[0].used_at == NOON


def test_cookies_are_marked_for_their_house() -> None:
    """Behind HTTPS the cookie is bound to the host; scripts never see it."""
    cookies, response = Cookies(secure=True), Response()
    cookies.set_session(response, "token")
    header = response.headers["set-cookie"].lower()
    assert header.startswith("__host-shopweave=token;")
    assert {"httponly", "samesite=lax", "secure", "path=/"} <= set(header.split("; "))
    assert "domain" not in header
