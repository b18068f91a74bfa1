"""An order that is reported becomes an order of the record, once; identify joins what belongs."""

from datetime import UTC, datetime
from typing import Any

import pytest
from benchmarks.server_process import WriteKeys
from starlette.testclient import TestClient

from shopweave.commerce import catalog, events, orders, sources
from shopweave.commerce.catalog import ProductDraft
from shopweave.commerce.customers import family
from shopweave.commerce.events import Event
from shopweave.commerce.inbound import Delivery
from shopweave.foundation.database import Database

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORDER: dict[str, Any] = {
    "event": "Order Completed",
    "userId": "u-1",
    "properties": {
        "order_id": "A-1",
        "total": 9.9,
        "currency": "EUR",
        "products": [{"product_id": "TEA", "quantity": 2, "price": 4.95, "name": "Green tea"}],
    },
}


def stored(database: Database) -> list[Event]:
    """Everything in the ledger, oldest first."""
    with database.read() as tx:
        return events.tail(tx, 0)


def test_enters_the_order_once(client: TestClient, database: Database) -> None:
    """Two reports of one order, as browser and shop server send them, are one order."""
    for _ in range(2):
        assert client.post("/v1/track", json=ORDER).status_code == 200
    with database.read() as tx:
        (head,) = orders.newest(tx, 10)
        bought = orders.get(tx, head.id)
    assert (head.external_id, head.total, head.currency) == ("A-1", 990, "EUR")
    assert [(line.title, line.quantity) for line in bought.lines if line.product_id] == [
        ("Green tea", 2.0)
    ]
    assert head.customer_id == stored(database)[0].customer_id


def test_knows_the_product(client: TestClient, database: Database) -> None:
    """An event about a product of the catalogue carries its id."""
    with database.write() as tx:
        source = sources.by_name(tx, "shop")
        draft = ProductDraft("TEA", "Green tea")
        ids = catalog.upsert(tx, Delivery(source.id, NOW), [draft]).ids
    item = {"event": "Product Viewed", "userId": "u-1", "properties": {"product_id": "TEA"}}
    assert client.post("/v1/track", json=item).status_code == 200
    assert stored(database)[0].product_id == ids["TEA"]


def test_identify_joins_browser_and_customer(client: TestClient, database: Database) -> None:
    """What a browser did before its visitor signed in belongs to the customer afterwards."""
    before = {"event": "Product Viewed", "anonymousId": "b-1"}
    assert client.post("/v1/track", json=before).status_code == 200
    who = {"userId": "u-1", "anonymousId": "b-1", "traits": {"email": "anna@example.com"}}
    assert client.post("/v1/identify", json=who).status_code == 200
    seen, identified = stored(database)
    assert seen.customer_id is not None
    with database.read() as tx:
        assert identified.customer_id in family(tx, seen.customer_id)


def test_visitors_of_one_browser_stay_apart(client: TestClient, database: Database) -> None:
    """Two customers who use the same browser one after the other are not joined by it."""
    for user in ("u-1", "u-2"):
        item = {"event": "Product Viewed", "userId": user, "anonymousId": "shared"}
        assert client.post("/v1/track", json=item).status_code == 200
    first, second = stored(database)
    assert first.customer_id is not None
    with database.read() as tx:
        assert second.customer_id not in family(tx, first.customer_id)


def test_shows_and_lets_go_of_a_person(client: TestClient, database: Database) -> None:
    """A person's events are shown in full, and after erasure belong to nobody."""
    item = {"event": "Product Viewed", "userId": "u-1", "context": {"sessionId": "s-1"}}
    assert client.post("/v1/track", json=item).status_code == 200
    (event,) = stored(database)
    assert event.customer_id is not None
    with database.write() as tx:
        (shown,) = events.PERSONAL_DATA.export(tx, event.customer_id)
        assert (shown["type"], shown["session_id"]) == ("product_viewed", "s-1")
        assert events.PERSONAL_DATA.erase(tx, event.customer_id) == 1
    (left,) = stored(database)
    assert (left.customer_id, left.session_id) == (None, None)


@pytest.mark.parametrize("path", ["batch", "import"])
def test_the_past_is_marked(client: TestClient, database: Database, path: str) -> None:
    """What comes by /v1/import describes the past; its orders and news are marked so."""
    batch = {"batch": [{"type": "track", **ORDER}]}
    assert client.post(f"/v1/{path}", json=batch).status_code == 200
    with database.read() as tx:
        (head,) = orders.newest(tx, 10)
    assert head.historical is (path == "import")


REFUND = {"event": "Order Refunded", "userId": "u-1", "messageId": "r-1"}


@pytest.mark.parametrize("refund_first", [False, True])
def test_a_refund_changes_the_order(
    client: TestClient, database: Database, refund_first: bool
) -> None:
    """One of two packets sent back, told twice, before the order or after it: one is left."""
    part = {"order_id": "A-1", "products": [{"product_id": "TEA", "quantity": 1}]}
    told = [ORDER, *2 * [{**REFUND, "properties": part}]]
    for item in reversed(told) if refund_first else told:
        assert client.post("/v1/track", json=item).status_code == 200
    with database.read() as tx:
        (head,) = orders.newest(tx, 10)
    assert (head.status, head.total, head.units) == ("completed", 495, 1)


def test_a_cancelled_order_is_no_sale(client: TestClient, database: Database) -> None:
    """What the shop's server cancels is cancelled in the record, and counts no more."""
    cancel = {"event": "Order Cancelled", "userId": "u-1", "properties": {"order_id": "A-1"}}
    for item in (ORDER, cancel):
        assert client.post("/v1/track", json=item).status_code == 200
    with database.read() as tx:
        (head,) = orders.newest(tx, 10)
        assert head.status == "cancelled"
        assert orders.sales_by_channel(tx, NOW, datetime(2100, 1, 1, tzinfo=UTC)) == []


def test_a_browser_cannot_undo_an_order(
    client: TestClient, browser: TestClient, keys: WriteKeys, database: Database
) -> None:
    """The public key stands in every page: who knows it cancels nobody's order, and it is told."""
    assert client.post("/v1/track", json=ORDER).status_code == 200
    item = {**REFUND, "properties": {"order_id": "A-1"}, "writeKey": keys.public}
    assert browser.post("/v1/track", json=item).status_code == 200
    with database.read() as tx:
        (head,) = orders.newest(tx, 10)
        told = events.unstored(tx, NOW)
    assert (head.status, head.total) == ("completed", 990)
    assert [tally.detail for tally in told] == ["order-undone-without-secret-key"]
