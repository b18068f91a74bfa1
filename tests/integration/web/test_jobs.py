"""Who may see the system sees its jobs; who may manage it settles the dead ones."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import HTTPConnection

from shopweave import schema
from shopweave.foundation import jobs
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.foundation.jobs import Handlers, JobContext, Worker
from shopweave.trust.permissions import ROLES, Permission, Principal, PrincipalKind, Role
from shopweave.web.jobs import JobRoutes

CLOCK = ManualClock(datetime(2026, 11, 23, 12, tzinfo=UTC))


class Owners:
    """A gate for owners only."""

    async def admit(
        self, connection: HTTPConnection, permission: Permission | None, key: str | None = None
    ) -> Principal:
        """Let everybody in as the owner."""
        return Principal(PrincipalKind.STAFF, "anna", "Anna", ROLES[Role.OWNER])


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A database with every table."""
    database = Database.open(f"sqlite:///{tmp_path / 'shop.db'}")
    schema.create(database)
    yield database
    database.close()


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    """The owner's client."""
    app = FastAPI()
    app.state.gate = Owners()
    app.include_router(JobRoutes(database, CLOCK).router())
    with TestClient(app) as client:
        yield client


def bury(database: Database) -> str:
    """Let a job fail for good."""

    def fail(_job: JobContext) -> None:
        raise RuntimeError

    with database.write() as tx:
        job = jobs.enqueue(tx, "print", {"customer": "somebody"})
    Worker(database, Handlers().on("print", fail, attempts=1), CLOCK).step()
    return job


def test_shows_jobs_without_payload(client: TestClient, database: Database) -> None:
    """A dead job is listed with its error, never with what it was about."""
    job = bury(database)
    (shown,) = client.get("/v1/jobs", params={"state": "dead"}).json()
    assert (shown["id"], shown["kind"], shown["attempts"]) == (job, "print", 1)
    assert "somebody" not in client.get(f"/v1/jobs/{job}").text


def test_settles_dead_jobs(client: TestClient, database: Database) -> None:
    """A dead job is retried, cancelled while it waits, or dropped."""
    first, second = bury(database), bury(database)
    assert client.post(f"/v1/jobs/{first}/retry").json()["state"] == "waiting"
    assert client.post(f"/v1/jobs/{first}/cancel").json()["state"] == "cancelled"
    assert client.delete(f"/v1/jobs/{second}").status_code == 204
    assert [job["id"] for job in client.get("/v1/jobs").json()] == [first]
