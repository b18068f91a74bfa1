"""The database goes away under the running server, and comes back."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest
from benchmarks.event_intake import free_port
from benchmarks.server_process import ServerProcess, issue
from sqlalchemy import select

from shopweave.commerce import sources
from shopweave.commerce.events.message import digest
from shopweave.commerce.events.tables import events
from shopweave.commerce.sources import SourceDraft
from shopweave.foundation.database import Database

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]


class Sender:
    """A shop that sends one event after the other, each until it is acknowledged."""

    def __init__(self, address: str, key: str) -> None:
        self.client = httpx.Client(base_url=address, auth=(key, ""), timeout=30)
        self.acknowledged: list[str] = []
        self.answers = Counter[int]()
        self.told: list[dict[str, object]] = []

    def send(self, seconds: float) -> None:
        """Send for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            message = f"m-{len(self.acknowledged)}"
            item = {"event": "Product Viewed", "anonymousId": "a", "messageId": message}
            answer = self.client.post("/v1/track", json=item)
            self.answers[answer.status_code] += 1
            if answer.status_code == 200:
                self.acknowledged.append(message)
            else:
                self.told.append(answer.json())


@pytest.fixture
def sender(server: tuple[ServerProcess, str]) -> Iterator[Sender]:
    """The shop that sends."""
    running, key = server
    sending = Sender(f"http://127.0.0.1:{running.port}", key)
    yield sending
    sending.client.close()


@pytest.fixture
def server(postgresql_url: str, tmp_path: Path) -> Iterator[tuple[ServerProcess, str]]:
    """The running server on a PostgreSQL database of its own, and a key that may send."""
    database = Database.open(postgresql_url)
    key = issue(database, SourceDraft("shop", "web")).secret
    database.close()
    with ServerProcess(postgresql_url, tmp_path, free_port()) as started:
        yield started, key
        started.ask_to_stop()


def _as_master(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    server = url.replace("+psycopg", "").rsplit("/", 1)[0] + "/postgres"
    return psycopg.connect(server, autocommit=True)


def _cut(url: str) -> None:
    """End every connection to the database, as a restart of PostgreSQL does."""
    with _as_master(url) as master:
        master.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [url.rsplit("/", 1)[1]],
        )


def _open(url: str, *, allowed: bool) -> None:
    with _as_master(url) as master:
        name = url.rsplit("/", 1)[1]
        master.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS {allowed}')


def _readiness(server: ServerProcess, wanted: int) -> httpx.Response:
    """What /readyz answers as soon as it answers as wanted; at the latest after ten seconds."""
    end = time.monotonic() + 10
    while True:
        answer = httpx.get(f"http://127.0.0.1:{server.port}/readyz", timeout=15)
        if answer.status_code == wanted or time.monotonic() > end:
            return answer
        time.sleep(0.1)


def test_dropped_connections_lose_nothing(sender: Sender, postgresql_url: str) -> None:
    """Every connection is cut again and again: what was acknowledged is stored, and once."""
    for _ in range(5):
        sender.send(0.5)
        _cut(postgresql_url)
    sender.send(1)
    assert sender.answers[200] > 20
    assert set(sender.answers) <= {200, 503}
    assert [told for told in sender.told if "detail" not in told or "Traceback" in str(told)] == []
    _check_all_stored(postgresql_url, sender.acknowledged)


def test_a_database_that_is_away_is_told_and_waited_for(
    server: tuple[ServerProcess, str], sender: Sender, postgresql_url: str
) -> None:
    """While it is away nothing is acknowledged and /readyz says so; it works on by itself after."""
    running, _ = server
    sender.send(0.5)
    before = len(sender.acknowledged)
    _open(postgresql_url, allowed=False)
    _cut(postgresql_url)
    assert _readiness(running, 503).status_code == 503
    sender.send(1)
    assert len(sender.acknowledged) <= before + 1
    assert httpx.get(f"http://127.0.0.1:{running.port}/livez").status_code == 200
    _open(postgresql_url, allowed=True)
    assert _readiness(running, 200).status_code == 200
    sender.send(1)
    assert len(sender.acknowledged) > before + 1
    assert set(sender.answers) <= {200, 503}
    _check_all_stored(postgresql_url, sender.acknowledged)


def _check_all_stored(url: str, acknowledged: list[str]) -> None:
    database = Database.open(url)
    with database.read() as tx:
        source = sources.by_name(tx, "shop").id
        stored = Counter(bytes(row[0]) for row in tx.all(select(events.c.message)))
    database.close()
    assert {digest(source, message) for message in acknowledged} <= set(stored)
    assert set(stored.values()) == {1}
