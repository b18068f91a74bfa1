"""The intake over HTTP: what is accepted, what is refused, and how it is told."""

import base64
import gzip
import json
from typing import Any

import pytest
from benchmarks.server_process import WriteKeys
from starlette.testclient import TestClient

from shopweave.commerce import events
from shopweave.commerce.events import Event, Unstored
from shopweave.foundation.database import Database, from_micros

TRACK = {"event": "Product Viewed", "userId": "u-1", "properties": {"product_id": "TEA"}}


def stored(database: Database) -> list[Event]:
    """Everything in the ledger, oldest first."""
    with database.read() as tx:
        return events.tail(tx, 0)


def counted(database: Database) -> dict[tuple[Unstored, str], int]:
    """What was not stored, by reason and detail."""
    with database.read() as tx:
        tallies = events.unstored(tx, from_micros(0))
    return {(tally.reason, tally.detail): tally.count for tally in tallies}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("track", "product_viewed"), ("t", "product_viewed"),
        ("page", "page_viewed"), ("p", "page_viewed"),
        ("screen", "screen_viewed"), ("s", "screen_viewed"),
        ("identify", "identified"), ("i", "identified"),
        ("group", "grouped"), ("g", "grouped"),
        ("alias", "aliased"), ("a", "aliased"),
    ],
)  # fmt: skip
def test_takes_single_events(client: TestClient, database: Database, path: str, kind: str) -> None:
    """Each of Segment's addresses, long and short, stores its kind of event."""
    answer = client.post(f"/v1/{path}", json={**TRACK, "previousId": "b-1"})
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert [event.type for event in stored(database)] == [kind]


@pytest.mark.parametrize("path", ["batch", "b", "import"])
def test_takes_batches(client: TestClient, database: Database, path: str) -> None:
    """A batch of three events becomes three rows in their order."""
    batch = [{"type": "track", **TRACK, "properties": {"product_id": n}} for n in "ABC"]
    assert client.post(f"/v1/{path}", json={"batch": batch}).json() == {"success": True}
    assert [event.product_ref for event in stored(database)] == ["A", "B", "C"]


def test_stores_a_message_once(client: TestClient, database: Database) -> None:
    """A message that is sent again, in one batch or later, is stored once and counted."""
    item = {"type": "track", **TRACK, "messageId": "m-1"}
    for _ in range(3):
        assert client.post("/v1/batch", json={"batch": [item, item]}).status_code == 200
    assert len(stored(database)) == 1
    assert counted(database) == {(Unstored.DUPLICATE, ""): 5}


def test_keeps_the_good_ones_of_a_batch(client: TestClient, database: Database) -> None:
    """Bad events are refused with their place and reason, and the others stored."""
    batch: list[Any] = [{"type": "track", **TRACK}, 7, {"type": "track", "userId": "u"}]
    batch.append({"type": "track", **TRACK, "timestamp": "someday", "messageId": "m-4"})
    answer = client.post("/v1/batch", json={"batch": batch})
    told = [(one["index"], one["reason"]) for one in answer.json()["rejected"]]
    assert answer.status_code == 200
    assert told == [(1, "not-an-event"), (2, "name-missing"), (3, "unreadable-time")]
    assert answer.json()["rejected"][2]["messageId"] == "m-4"
    assert len(stored(database)) == 1
    assert counted(database)[Unstored.REJECTED, "name-missing"] == 1


def test_refuses_a_batch_without_a_good_one(client: TestClient) -> None:
    """When nothing could be accepted the answer is an error with every reason."""
    answer = client.post("/v1/batch", json={"batch": [1, 2]})
    assert answer.status_code == 400
    assert "None of the 2 events" in answer.json()["detail"]
    assert len(answer.json()["rejected"]) == 2


def test_a_nan_harms_only_its_own_event(client: TestClient, database: Database) -> None:
    """Python's own client sends NaN as it is: that event is refused, its neighbours are kept."""
    bad = {"type": "track", **TRACK, "properties": {"price": float("nan")}}
    body = json.dumps({"batch": [{"type": "track", **TRACK}, bad]})
    answer = client.post("/v1/batch", content=body)
    assert [one["reason"] for one in answer.json()["rejected"]] == ["not-finite"]
    assert len(stored(database)) == 1


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"", 400, "unreadable"),
        (b"{", 400, "unreadable"),
        (b'{"event":"\xff"}', 400, "unreadable"),
        (b"[]", 400, "not-an-object"),
        (b"[" * 30_000, 400, "unreadable"),
        (b'{"event":"A"}', 400, "visitor-missing"),
        (b'{"event":"A","userId":"u","properties":{"a":"' + b"x" * 40_000 + b'"}}', 413,
         "too-large"),
        (b'{"event":"A","userId":"u","properties":{"a":"' + b"x" * 2_000_000 + b'"}}', 413,
         "too-large"),
    ],
)  # fmt: skip
def test_says_what_is_wrong(client: TestClient, body: bytes, status: int, reason: str) -> None:
    """What a client does wrong is one typed problem with one sentence, never an error of ours."""
    answer = client.post("/v1/track", content=body)
    assert (answer.status_code, answer.json()["type"]) == (
        status,
        f"urn:shopweave:problem:{reason}",
    )
    assert answer.json()["detail"].count(". ") == 0
    assert answer.headers["content-type"] == "application/problem+json"


def test_names_the_event_that_is_too_large(client: TestClient) -> None:
    """One event over the limit in a batch within it is refused by itself."""
    large = {"type": "track", **TRACK, "properties": {"name": "x" * 40_000}}
    answer = client.post("/v1/batch", json={"batch": [{"type": "track", **TRACK}, large]})
    assert [one["reason"] for one in answer.json()["rejected"]] == ["event-too-large"]


def test_speaks_chinese(client: TestClient) -> None:
    """A developer whose client asks for Chinese reads Chinese."""
    answer = client.post("/v1/batch", json={}, headers={"Accept-Language": "zh-CN"})
    assert "批量请求" in answer.json()["detail"]


def test_unpacks_gzip(client: TestClient, database: Database) -> None:
    """A packed body is unpacked."""
    body = gzip.compress(json.dumps({"batch": [{"type": "track", **TRACK}]}).encode())
    answer = client.post("/v1/batch", content=body, headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 200
    assert len(stored(database)) == 1


@pytest.mark.parametrize("place", ["basic", "body", "query", "none", "wrong"])
def test_finds_the_key(browser: TestClient, keys: WriteKeys, place: str) -> None:
    """The write key is found where Segment's libraries put it; without one nothing is taken."""
    body: dict[str, Any] = dict(TRACK)
    headers, query = {}, {}
    if place == "basic":
        encoded = base64.b64encode(f"{keys.public}:".encode()).decode()
        headers = {"Authorization": f"Basic {encoded}"}
    elif place == "body":
        body["writeKey"] = keys.public
    elif place == "query":
        query = {"writeKey": keys.public}
    elif place == "wrong":
        body["writeKey"] = "pk_wrong"
    answer = browser.post("/v1/t", json=body, headers=headers, params=query)
    assert answer.status_code == (401 if place in {"none", "wrong"} else 200)


def test_takes_what_a_beacon_sends(
    browser: TestClient, keys: WriteKeys, database: Database
) -> None:
    """A closing page sends plain text without a preflight, and its answer may be read."""
    body = json.dumps({**TRACK, "writeKey": keys.public})
    headers = {"Content-Type": "text/plain", "Origin": "https://shop.example"}
    answer = browser.post("/v1/t", content=body, headers=headers)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
    assert len(stored(database)) == 1


def test_answers_the_browsers_question(browser: TestClient, keys: WriteKeys) -> None:
    """A preflight is allowed for every page and needs no key."""
    answer = browser.options("/v1/track", headers={"Origin": "https://shop.example"})
    assert answer.status_code == 204
    assert "Authorization" in answer.headers["access-control-allow-headers"]


def test_boots_segments_browser_library(browser: TestClient, keys: WriteKeys) -> None:
    """The settings of analytics.js point back to this server."""
    answer = browser.get(f"/v1/projects/{keys.public}/settings")
    foreign = browser.get("/v1/projects/pk_wrong/settings")
    segment = answer.json()["integrations"]["Segment.io"]
    assert (segment["apiKey"], segment["apiHost"]) == (keys.public, "testserver/v1")
    assert foreign.status_code == 401


def test_takes_googles_protocol(browser: TestClient, keys: WriteKeys, database: Database) -> None:
    """A GA4 body with two products becomes two events, once."""
    params = {"currency": "EUR", "items": [{"item_id": "A", "price": 2}, {"item_id": "B"}]}
    body = {
        "client_id": "c-1",
        "timestamp_micros": "1772366400000000",
        "events": [{"name": "add_to_cart", "params": params}],
    }
    for _ in range(2):
        answer = browser.post("/mp/collect", json=body, params={"api_secret": keys.secret})
        assert answer.status_code == 200
    found = [(event.type, event.product_ref, event.value) for event in stored(database)]
    assert found == [("cart_added", "A", 200), ("cart_added", "B", None)]


def test_stores_nothing_personal(client: TestClient, database: Database) -> None:
    """No address, phone, card, network address or browser name is in the row of an event."""
    secrets = ["anna@example.com", "+49 170 1234567", "4111111111111111", "203.0.113.9", "Firefox"]
    item = {
        **TRACK,
        "event": f"Asked {secrets[0]}",
        "messageId": secrets[1],
        "properties": {"query": " ".join(secrets), "product_id": secrets[2], "email": secrets[0]},
        "context": {"ip": secrets[3], "userAgent": "Mozilla/5.0 Firefox/130", "traits": {}},
    }
    assert client.post("/v1/track", json=item).status_code == 200
    with database.read() as tx:
        row = str(tx.connection.exec_driver_sql("SELECT * FROM events").all())
    assert [secret for secret in secrets[:4] if secret in row] == []
    assert "Mozilla" not in row


def test_takes_many_small_events(client: TestClient, database: Database) -> None:
    """A batch of thousands of tiny events is stored whole, in several short commits."""
    batch = [{"type": "page", "userId": f"u-{n % 50}", "messageId": n} for n in range(2500)]
    assert client.post("/v1/batch", json={"batch": batch}).json() == {"success": True}
    with database.read() as tx:
        assert len(events.tail(tx, 0, 10_000)) == 2500
