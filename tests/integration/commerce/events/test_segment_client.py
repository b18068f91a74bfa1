"""What Segment's own clients send is taken as it comes."""

import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import uvicorn
from benchmarks.server_process import WriteKeys
from fastapi import FastAPI
from segment.analytics import Client
from starlette.testclient import TestClient

from shopweave.commerce import events
from shopweave.commerce.events import Event
from shopweave.foundation.database import Database


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """The shop's intake on a real port."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def stored(database: Database) -> list[Event]:
    """Everything in the ledger, oldest first."""
    with database.read() as tx:
        return events.tail(tx, 0)


@pytest.mark.slow
@pytest.mark.parametrize("packed", [False, True])
def test_takes_what_the_python_library_sends(
    keys: WriteKeys, address: str, database: Database, packed: bool
) -> None:
    """Each call of analytics-python arrives once, packed or not, with only the host changed."""
    failed: list[Exception] = []
    client = Client(
        keys.secret,
        host=address,
        gzip=packed,
        on_error=lambda e, _: failed.append(e),
        max_retries=1,
    )
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    client.identify("u-1", {"email": "anna@example.com", "name": "Anna"}, anonymous_id="b-1")
    client.track("u-1", "Product Viewed", {"product_id": "TEA", "price": 4.5}, timestamp=at)
    client.page("u-1", "Shop", "Tea", {"url": "https://shop.example/tea"})
    client.screen("u-1", "Shop", "Tea")
    client.group("u-1", "club-1", {"plan": "gold"})
    client.alias("b-2", "u-1")
    client.shutdown()
    assert failed == []
    found = stored(database)
    kinds = ["identified", "product_viewed", "page_viewed", "screen_viewed", "grouped", "aliased"]
    assert [event.type for event in found] == kinds
    assert (found[1].product_ref, found[1].value, found[1].at) == ("TEA", 450, at)
    assert found[2].properties == {"path": "/tea", "name": "Tea", "category": "Shop"}


def test_takes_what_the_browser_library_sends(
    browser: TestClient, keys: WriteKeys, database: Database
) -> None:
    """A single event of analytics.js: plain text to the short address, the key in the body."""
    body = {
        "timestamp": "2026-03-01T12:00:00.000Z",
        "integrations": {"Segment.io": True},
        "anonymousId": "2f3b7e0c-54d4-4b5e-9a53-7f2b0f6f8a11",
        "type": "track",
        "event": "Product Added",
        "properties": {"product_id": "TEA", "quantity": 1, "price": 4.5, "currency": "USD"},
        "context": {
            "page": {"path": "/tea", "referrer": "", "search": "", "title": "Tea",
                     "url": "https://shop.example/tea"},
            "userAgent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36",
            "userAgentData": {"mobile": False, "platform": "Windows"},
            "locale": "en-GB",
            "library": {"name": "analytics.js", "version": "npm:next-1.84.3"},
            "timezone": "Europe/Berlin",
        },
        "messageId": "ajs-next-1772366400000-2f3b7e0c-54d4-4b5e-9a53-7f2b0f6f8a11",
        "writeKey": keys.public,
        "userId": None,
        "sentAt": "2026-03-01T12:00:00.500Z",
        "_metadata": {"bundled": ["Segment.io"], "unbundled": [], "bundledIds": []},
    }  # fmt: skip
    headers = {"Content-Type": "text/plain", "Origin": "https://shop.example"}
    assert browser.post("/v1/t", json=body, headers=headers).json() == {"success": True}
    (event,) = stored(database)
    assert (event.type, event.value, event.currency) == ("cart_added", 450, "USD")
    assert 0.4 < (event.received_at - event.at).total_seconds() < 0.6
