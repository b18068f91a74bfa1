"""The ledger answers over HTTP to those who may ask."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse

from shopweave import decisions
from shopweave.decisions import Decision, Happened, Kinds, Outcome, State
from shopweave.decisions.routes import DecisionRoutes
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.foundation.problems import Problem
from shopweave.trust import audit
from shopweave.trust.permissions import (
    ROLES,
    NotAllowed,
    Permission,
    Principal,
    PrincipalKind,
    Role,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class ByHeader:
    """A gate that believes the role in a header."""

    async def admit(
        self, connection: HTTPConnection, permission: Permission | None, key: str | None = None
    ) -> Principal:
        """Let in who has the permission."""
        may = ROLES[Role(connection.headers.get("x-role", "courier"))]
        if permission not in may:
            raise NotAllowed(permission=permission)
        return Principal(PrincipalKind.STAFF, "anna", "Anna", may)


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    """A client of the ledger's routes."""
    app = FastAPI()
    app.state.gate = ByHeader()
    kinds = Kinds().on("replenish", approve=lambda tx, made: None)
    app.include_router(DecisionRoutes(database, ManualClock(NOON), kinds).router())
    app.add_exception_handler(Problem, _refuse)
    with TestClient(app, headers={"x-role": "manager"}) as client:
        yield client


async def _refuse(_request: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, Problem)
    return JSONResponse(problem.document(), problem.status)


def record(database: Database, **fields: object) -> str:
    """Record one proposal."""
    given: dict[str, object] = {"what": {"units": 24}, "state": State.PROPOSED, **fields}
    made = Decision("replenish.order", "product", "oat milk", NOON, **given)  # type: ignore[arg-type] # as given
    with database.write() as tx:
        return decisions.record(tx, made)


def test_lists_page_by_page(client: TestClient, database: Database) -> None:
    """A page names where the next one begins; the last one does not."""
    made = {record(database) for _ in range(3)}
    first = client.get("/v1/decisions", params={"limit": 2, "kind": "replenish"}).json()
    rest = client.get("/v1/decisions", params={"limit": 2, "before": first["next"]}).json()
    assert {one["id"] for one in first["decisions"] + rest["decisions"]} == made
    assert rest["next"] is None


def test_tells_why(client: TestClient, database: Database) -> None:
    """One decision comes with reasons and outcomes."""
    made = record(database, reasons=["sold 41"], what={"items": ["tea"]})
    with database.write() as tx:
        decisions.note(tx, [Outcome(made, Happened.CLICKED, NOON, "tea")])
    told = client.get(f"/v1/decisions/{made}").json()
    assert told["decision"]["reasons"] == ["sold 41"]
    assert [one["happened"] for one in told["outcomes"]] == ["clicked"]
    assert told["not_replayable"] == "not-replayable"


def test_approves_and_logs(client: TestClient, database: Database) -> None:
    """An approval is answered with the new state and stands in the audit log."""
    made = record(database)
    assert client.post(f"/v1/decisions/{made}/approve").json()["state"] == "approved"
    with database.read() as tx:
        entry = audit.search(tx, f"decision:{made}", None, 1)[0]
    assert (entry.action, entry.actor) == ("decision.approved", "anna")


def test_approves_something_else(client: TestClient, database: Database) -> None:
    """A body with `what` replaces the proposal by the person's own decision."""
    made = record(database)
    answer = client.post(f"/v1/decisions/{made}/approve", json={"what": {"units": 36}}).json()
    assert (answer["what"], answer["inputs"]) == ({"units": 36}, {"instead_of": made})


def test_refuses_with_a_note(client: TestClient, database: Database) -> None:
    """A refusal keeps its note."""
    made = record(database)
    assert client.post(f"/v1/decisions/{made}/undo", json={"note": "too much"}).status_code == 200
    assert client.get(f"/v1/decisions/{made}").json()["steps"][0]["note"] == "too much"


def test_needs_a_permission(client: TestClient, database: Database) -> None:
    """A clerk may look but not approve; a courier may not look."""
    made = record(database)
    clerk, courier = {"x-role": "clerk"}, {"x-role": "courier"}
    assert client.get("/v1/decisions", headers=clerk).status_code == 200
    assert client.post(f"/v1/decisions/{made}/approve", headers=clerk).status_code == 403
    assert client.get("/v1/decisions", headers=courier).status_code == 403
