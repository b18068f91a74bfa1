"""What holds for every answer of the application, whatever page or route gives it."""

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient
from starlette.requests import HTTPConnection

from shopweave import schema
from shopweave.foundation.clock import SystemClock
from shopweave.foundation.database import Database
from shopweave.trust.permissions import (
    ROLES,
    NotSignedIn,
    Permission,
    Principal,
    PrincipalKind,
    Role,
    inventory,
    public,
)
from shopweave.web.application import create

OWNER = Principal(PrincipalKind.STAFF, "mara", "Mara Lind", ROLES[Role.OWNER], ("owner",))


class OwnersOnly:
    """A gate that knows one owner by a header."""

    async def admit(
        self, connection: HTTPConnection, permission: Permission | None, key: str | None = None
    ) -> Principal:
        """Let the owner in."""
        if permission is not None and "x-owner" not in connection.headers:
            raise NotSignedIn
        return OWNER


broken = APIRouter()


@broken.get("/broken", dependencies=[public()])
def _broken() -> None:
    raise RuntimeError("a fault of ours")


@pytest.fixture
def client(sqlite_url: str) -> Iterator[TestClient]:
    """A browser in front of the application."""
    database = Database.open(sqlite_url)
    schema.create(database)
    trust = SimpleNamespace(door=OwnersOnly())
    house = SimpleNamespace(database=database, clock=SystemClock(), trust=trust)
    app = create(house, [broken])
    with TestClient(app, headers={"accept": "text/html"}, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("path", ["/more", "/nowhere", "/static/console.css", "/v1/openapi.json"])
def test_every_answer_carries_the_safety_headers(client: TestClient, path: str) -> None:
    """Pages, errors, files and documents: a strict policy, no sniffing, no framing."""
    headers = client.get(path, headers={"x-owner": "1"}).headers
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-request-id"]


def test_the_nonce_is_new_on_each_page(client: TestClient) -> None:
    """A page's scripts carry the nonce of that answer alone."""
    pages = [client.get("/more", headers={"x-owner": "1"}) for _ in range(2)]
    nonces = [
        re.findall(r"nonce-([\w-]+)", page.headers["content-security-policy"])[0] for page in pages
    ]
    assert nonces[0] != nonces[1]
    assert all(f'nonce="{nonce}"' in page.text for nonce, page in zip(nonces, pages, strict=True))


def test_pages_hold_nothing_that_the_policy_forbids(client: TestClient) -> None:
    """No inline script, style or handler, and no address of another host."""
    page = client.get("/more", headers={"x-owner": "1"}).text
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page) == []
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', page) == []


def test_whoever_is_not_signed_in_is_shown_the_door(client: TestClient) -> None:
    """A page sends to the sign-in and knows the way back."""
    answer = client.get("/more")
    assert answer.headers["location"] == "/sign-in?back=%2Fmore"


@pytest.mark.parametrize(
    ("language", "title"), [("zh-CN", "这里什么也没有"), ("en", "Nothing here")]
)
def test_errors_are_pages_for_people(client: TestClient, language: str, title: str) -> None:
    """A browser gets a page in its language with a way out."""
    answer = client.get("/nowhere", headers={"accept-language": language})
    assert answer.status_code == 404
    assert title in answer.text


def test_errors_are_documents_for_programs(client: TestClient) -> None:
    """The API answers with a problem document, whatever it is asked to accept."""
    answer = client.get("/v1/nowhere")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:shopweave:problem:not-found"


def test_our_own_faults_show_no_trace(client: TestClient) -> None:
    """An unexpected error is told with its number in the log, and nothing else."""
    answer = client.get("/broken", headers={"accept": "application/json"})
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.json()["detail"]
    assert "RuntimeError" not in answer.text


def test_a_form_from_elsewhere_is_refused(client: TestClient) -> None:
    """Without the page's token, or with another site's origin, nothing is changed."""
    page = client.get("/more", headers={"x-owner": "1"}).text
    token = re.findall(r'name="form_token" value="([^"]+)"', page)[0]
    good = {"form_token": token, "language": "zh"}
    assert client.post("/view", data={"language": "zh"}).status_code == 403
    foreign = client.post("/view", data=good, headers={"origin": "https://elsewhere.example"})
    assert foreign.status_code == 403
    cross = client.post("/view", data=good, headers={"sec-fetch-site": "cross-site"})
    assert cross.status_code == 403
    assert client.post("/view", data=good).status_code == 303


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example", "/\\x"])
def test_no_form_leads_elsewhere(client: TestClient, back: str) -> None:
    """The way back after a choice stays in the console."""
    page = client.get("/nowhere").text
    token = re.findall(r'name="form_token" value="([^"]+)"', page)[0]
    answer = client.post("/view", data={"form_token": token, "language": "zh", "back": back})
    assert answer.headers["location"] == "/"


def test_language_and_appearance_stay(client: TestClient) -> None:
    """A choice holds on the next page, against the browser's own language."""
    token = re.findall(r'name="form_token" value="([^"]+)"', client.get("/nowhere").text)[0]
    client.post("/view", data={"form_token": token, "language": "zh", "appearance": "dark"})
    page = client.get("/nowhere", headers={"accept-language": "en"}).text
    assert 'data-appearance="dark"' in page
    assert "回到今天" in page


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_beyond_the_limit_is_not_read(client: TestClient, declared: bool) -> None:
    """Two megabytes at an ordinary door are refused, with or without a declared length."""
    chunk = b"x" * 100_000
    body = chunk * 20 if declared else (chunk for _ in range(20))
    kind = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
    answer = client.post("/view", content=body, headers=kind)
    assert answer.status_code == 413
    assert answer.json()["type"].endswith("request-too-large")


def test_every_route_declares_who_may_use_it(client: TestClient) -> None:
    """Not one route was forgotten."""
    routes = list(inventory(client.app.routes))  # type: ignore[attr-defined] # Starlette's face
    assert [route.path for route in routes if not route.requirements] == []
    assert len(routes) > 3


def test_files_are_kept_for_ever_under_their_hash(client: TestClient) -> None:
    """A file whose address names its content is never asked for again; pages are not kept."""
    address = re.findall(r'href="(/static/console.css\?v=\w+)"', client.get("/nowhere").text)[0]
    assert "immutable" in client.get(address).headers["cache-control"]
    assert client.get("/nowhere").headers["cache-control"] == "no-store"
