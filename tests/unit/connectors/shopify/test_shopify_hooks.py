"""Shopify's webhooks."""

import base64
import hashlib
import hmac

import pytest

from shopweave.connectors.contract import Entity, Forged
from shopweave.connectors.shopify import hooks

RAW = b'{"id":900}'
SECRET = "client-secret"


def _headers(secret: str, topic: str = "orders/updated") -> dict[str, str]:
    digest = hmac.new(secret.encode(), RAW, hashlib.sha256).digest()
    return {
        "x-shopify-hmac-sha256": base64.b64encode(digest).decode(),
        "x-shopify-topic": topic,
        "x-shopify-webhook-id": "w-1",
    }


def test_a_genuine_delivery_asks_for_orders() -> None:
    """The signature over the raw body holds, and the topic tells what to look at."""
    hook = hooks.verify(SECRET, _headers(SECRET), RAW)
    assert hook.delivery == "w-1"
    assert hooks.read(hook.topic, RAW).pull == (Entity.ORDERS,)


@pytest.mark.parametrize("headers", [_headers("another"), {}])
def test_a_forged_delivery_is_refused(headers: dict[str, str]) -> None:
    """Another secret or no signature: nothing is believed."""
    with pytest.raises(Forged):
        hooks.verify(SECRET, headers, RAW)


def test_without_a_secret_nothing_is_genuine() -> None:
    """A shop that was connected without the client secret takes no webhooks."""
    with pytest.raises(Forged):
        hooks.verify("", _headers(""), RAW)


@pytest.mark.parametrize(
    ("topic", "body", "key", "code"),
    [
        ("customers/data_request", b'{"customer": {"id": 7}}', "7", "data-requested"),
        ("customers/redact", b'{"customer": {"id": 7}}', "7", "erasure-requested"),
        ("shop/redact", b'{"shop_domain": "s.myshopify.com"}', "s.myshopify.com", ""),
    ],
)
def test_what_the_law_asks_for_stands_at_the_source(
    topic: str, body: bytes, key: str, code: str
) -> None:
    """A request for data or erasure becomes a sentence that names whom it is about."""
    page = hooks.read(topic, body).page
    assert page is not None
    (one,) = page.refused
    assert one.external_id == key
    assert one.problem.code() == (code or "shop-erasure-requested")
    assert key in one.problem.sentence()
    assert key in one.problem.sentence("zh")
