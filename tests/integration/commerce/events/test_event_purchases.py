"""An order that a visitor's browser reports becomes an order of the record, once."""

from datetime import UTC, datetime

from shopweave.commerce import orders, sources
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineDraft, OrderDraft
from shopweave.foundation.clock import SystemClock
from shopweave.trust.vault import Keyring, Vault

LINES = [{"product_id": "T1", "name": "Longjing", "quantity": 2, "price": 4.5}]
REPORT = {
    "event": "Order Completed",
    "userId": "u-1",
    "properties": {"order_id": "A-1", "currency": "EUR", "products": LINES},
}


def _heads(database):
    with database.read() as tx:
        return orders.newest(tx)


def test_a_reported_order_is_entered(client, empty_database) -> None:
    """Number, lines and worth come from the report; saying it twice makes no second order."""
    for message in ("one", "two"):
        assert client.post("/v1/track", json={**REPORT, "messageId": message}).status_code == 200
    (head,) = _heads(empty_database)
    assert (head.external_id, head.channel, head.units, head.goods) == ("A-1", "web", 2, 900)


def test_what_the_shop_said_itself_stays(client, empty_database, tmp_path) -> None:
    """An order that the shop handed over is not overwritten by the browser's poorer report."""
    now = datetime.now(UTC)
    line = LineDraft(1, 3, 500, "T1", "Longjing")
    draft = OrderDraft("A-1", now, "EUR", (line,), channel="phone")
    directory = Directory(Vault(Keyring.open(tmp_path / "other"), SystemClock()))
    with empty_database.write() as tx:
        source = sources.every(tx)[0]
        orders.upsert(tx, directory, Delivery(source.id, now), [draft])
    assert client.post("/v1/track", json=REPORT).status_code == 200
    (head,) = _heads(empty_database)
    assert (head.channel, head.units, head.goods) == ("phone", 3, 1500)
