"""The short way for busy routes."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from shopweave.foundation.problems import Problem
from shopweave.foundation.telemetry import Metrics
from shopweave.web.express import Application, short_ways


class Missing(Problem):
    """Nothing is here."""

    status = 404


async def answer(request: Request) -> Response:
    """Say the number of the request, or fail as the query asks."""
    match request.query_params.get("fail"):
        case "expected":
            raise Missing
        case "unexpected":
            raise RuntimeError("a secret")
    return PlainTextResponse(request.state.request_id)


ROUTES = [
    Route("/v1/busy", answer, methods=["POST"]),
    Route("/v1/{part}/calm", answer),
    Route("/page", answer),
]


@pytest.fixture
def client() -> TestClient:
    """An application whose only busy route is the first."""
    app = Application()
    app.metrics, app.short = Metrics(), short_ways(ROUTES)
    app.mount("/", Starlette(routes=[]))
    return TestClient(app, raise_server_exceptions=False)


def test_takes_exact_addresses_of_the_api() -> None:
    """Only routes of the API without variable parts go the short way, by method."""
    assert set(short_ways(ROUTES)) == {("POST", "/v1/busy")}


def test_answers_with_number_and_headers(client: TestClient) -> None:
    """The answer carries its number, and the headers of data that nobody may keep or frame."""
    found = client.post("/v1/busy")
    assert found.text == found.headers["x-request-id"]
    assert found.headers["cache-control"] == "no-store"
    assert found.headers["x-content-type-options"] == "nosniff"


def test_keeps_the_time(client: TestClient) -> None:
    """Each answer is counted under its route, method and status."""
    client.post("/v1/busy")
    assert b'method="POST",route="/v1/busy",status="200"' in client.app.metrics.page()  # type: ignore[attr-defined]


def test_tells_problems_in_words(client: TestClient) -> None:
    """A typed problem becomes its document, and what nobody expected tells no secret."""
    expected = client.post("/v1/busy?fail=expected")
    unexpected = client.post("/v1/busy?fail=unexpected")
    assert (expected.status_code, expected.json()["detail"]) == (404, "Nothing is here.")
    assert unexpected.status_code == 500
    assert "secret" not in unexpected.text
