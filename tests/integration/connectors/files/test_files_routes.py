"""Files come in over HTTP: stored, imported by a job, told about, taken back."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import HTTPConnection

from shopweave.connectors.files import Importer, Imports, Uploads
from shopweave.foundation import jobs
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.foundation.jobs import Handlers, Worker
from shopweave.trust.permissions import (
    ROLES,
    NotAllowed,
    Permission,
    Principal,
    PrincipalKind,
    Role,
)
from shopweave.web import problems

OWNER = Principal(PrincipalKind.STAFF, "mara", "Mara", ROLES[Role.OWNER], ("owner",))
CLERK = Principal(PrincipalKind.STAFF, "tom", "Tom", ROLES[Role.CLERK], ("clerk",))


class Gate:
    """Knows two people by a header."""

    async def admit(
        self, connection: HTTPConnection, permission: Permission | None, key: str | None = None
    ) -> Principal:
        """Let in who may."""
        caller = CLERK if connection.headers.get("x-who") == "clerk" else OWNER
        if permission is not None and not caller.may(permission):
            raise NotAllowed(permission=permission.value)
        return caller


@pytest.fixture
def uploads(database: Database, importer: Importer, tmp_path: Path, clock: ManualClock) -> Uploads:
    """Uploads in a folder of this test."""
    return Uploads(database, importer, tmp_path / "uploads", clock)


@pytest.fixture
def client(importer: Importer, uploads: Uploads) -> Iterator[TestClient]:
    """A program that speaks to the routes."""
    app = FastAPI()
    app.state.gate = Gate()
    app.include_router(Imports(importer, uploads).router())
    problems.install(app, problems.document)
    with TestClient(app) as client:
        yield client


@pytest.fixture
def work(database: Database, uploads: Uploads, clock: ManualClock) -> Callable[[], None]:
    """Does the jobs that wait."""
    handlers = Handlers()
    uploads.attach(handlers)

    def worked() -> None:
        worker = Worker(database, handlers, clock)
        while worker.step():
            pass

    return worked


def send(client: TestClient, content: str, path: str = "/v1/imports", **form: str) -> dict:
    """Upload a file."""
    files = {"file": ("orders.csv", content.encode(), "text/csv")}
    answer = client.post(path, files=files, data=form)
    return {"status": answer.status_code, **answer.json()}


def test_a_file_is_taken_in_and_imported(
    client: TestClient, work: Callable[[], None], orders_csv: str, tmp_path: Path
) -> None:
    """The answer comes at once; a job does the rest, tells what was refused and drops the file."""
    taken = send(client, orders_csv, kind="orders", source="shop")
    assert (taken["status"], taken["state"], taken["report"]) == (202, "waiting", None)
    work()
    found = client.get(f"/v1/imports/{taken['id']}").json()
    assert (found["state"], found["file"], found["source"]) == ("done", "orders.csv", "shop")
    assert found["report"]["stages"]["orders"]["created"] == 41
    assert found["report"]["refused"] == 1
    assert "9 known customers" in found["report"]["facts"][0]
    rows = client.get(f"/v1/imports/{taken['id']}/refused").json()["rows"]
    assert [(row["number"], row["line"], row["column"]) for row in rows] == [(0, 83, "Price")]
    assert list((tmp_path / "uploads").iterdir()) == []


def test_refused_rows_can_be_downloaded(
    client: TestClient, work: Callable[[], None], orders_csv: str
) -> None:
    """As CSV, in the reader's language."""
    taken = send(client, orders_csv, kind="orders")
    work()
    answer = client.get(f"/v1/imports/{taken['id']}/refused.csv", headers={"accept-language": "zh"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    head, row = answer.text.splitlines()
    assert head == "\ufeff行,列,内容,原因,怎么办"
    assert row.startswith("83,Price,'-9,negative_price,")


def test_an_import_is_taken_back(
    client: TestClient, work: Callable[[], None], orders_csv: str
) -> None:
    """Undoing is a job too; while the import waits, it cannot be undone."""
    taken = send(client, orders_csv, kind="orders")
    assert client.post(f"/v1/imports/{taken['id']}/undo").status_code == 409
    work()
    assert client.post(f"/v1/imports/{taken['id']}/undo").status_code == 202
    work()
    assert client.get(f"/v1/imports/{taken['id']}").json()["state"] == "undone"


def test_a_check_only_looks(client: TestClient, orders_csv: str, tmp_path: Path) -> None:
    """What would come in is told; nothing is stored."""
    told = send(client, orders_csv, "/v1/imports/check")
    assert (told["status"], told["kind"]) == (200, "orders")
    assert told["stages"]["orders"]["total"] == 41
    assert [row["line"] for row in told["rows"]] == [83]
    assert client.get("/v1/imports").json() == {"imports": []}
    assert list((tmp_path / "uploads").iterdir()) == []


def test_a_file_of_no_use_is_told_in_its_report(
    client: TestClient, work: Callable[[], None]
) -> None:
    """The job does not try again; the sentence is in both languages."""
    taken = send(client, "a,b\n1,2\n", kind="orders")
    work()
    for language, word in (("en", "no column for product"), ("zh", "找不到")):
        headers = {"accept-language": language}
        found = client.get(f"/v1/imports/{taken['id']}", headers=headers).json()
        assert found["state"] == "failed"
        assert word in found["failure"]


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"kind": "bills"}, 422, "unknown-kind"),
        ({"columns": "nonsense"}, 422, "wrong-columns"),
    ],
)
def test_a_wrong_wish_is_refused_at_once(
    client: TestClient, form: dict[str, str], status: int, code: str
) -> None:
    """Nothing is stored for what cannot be done."""
    answer = send(client, "a,b\n1,2\n", **form)
    assert (answer["status"], answer["type"].rsplit(":", 1)[1]) == (status, code)
    assert client.get("/v1/imports").json() == {"imports": []}


def test_permissions(client: TestClient) -> None:
    """A clerk may not import; what was never imported is not found."""
    clerk = {"x-who": "clerk"}
    files = {"file": ("a.csv", b"a,b\n1,2\n", "text/csv")}
    assert client.post("/v1/imports", files=files, headers=clerk).status_code == 403
    assert client.get("/v1/imports/nothing").status_code == 404
    assert len(client.get("/v1/imports/presets").json()["presets"]) >= 4


def test_old_refused_rows_and_stray_files_are_forgotten(
    client: TestClient,
    uploads: Uploads,
    work: Callable[[], None],
    clock: ManualClock,
    database: Database,
    orders_csv: str,
    tmp_path: Path,
) -> None:
    """After 30 days nobody can read what a refused cell said; the report's counts stay."""
    taken = send(client, orders_csv, kind="orders")
    work()
    stray = tmp_path / "uploads" / "stray"
    stray.write_text("left by a crash")
    os.utime(stray, (0, 0))
    clock.forward(timedelta(days=31))
    with database.write() as tx:
        jobs.enqueue(tx, "files.tidy")
    work()
    assert client.get(f"/v1/imports/{taken['id']}/refused").json() == {"rows": []}
    assert client.get(f"/v1/imports/{taken['id']}").json()["report"]["refused"] == 1
    assert not stray.exists()
