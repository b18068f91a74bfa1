"""WooCommerce's webhooks."""

import base64
import hashlib
import hmac

import pytest

from shopweave.connectors.contract import Entity, Forged
from shopweave.connectors.woocommerce import hooks

RAW = b'{"id":900,"status":"processing"}'
SECRET = "shop-secret"


def _headers(secret: str = SECRET, raw: bytes = RAW) -> dict[str, str]:
    digest = hmac.new(secret.encode(), raw, hashlib.sha256).digest()
    return {
        "x-wc-webhook-signature": base64.b64encode(digest).decode(),
        "x-wc-webhook-topic": "order.updated",
        "x-wc-webhook-delivery-id": "d-1",
    }


def test_a_genuine_delivery_asks_for_orders() -> None:
    """The signature over the raw body holds, and the topic tells what to look at."""
    hook = hooks.verify(SECRET, _headers(), RAW)
    assert (hook.delivery, hook.ping) == ("d-1", False)
    assert hooks.read(hook.topic).pull == (Entity.ORDERS,)


def test_the_unsigned_trial_is_answered_and_ignored() -> None:
    """`webhook_id=N` comes without a signature beside the first delivery."""
    assert hooks.verify(SECRET, {}, b"webhook_id=7").ping


@pytest.mark.parametrize(
    ("secret", "headers", "raw"),
    [
        (SECRET, _headers("another"), RAW),
        (SECRET, _headers(), RAW + b" "),
        (SECRET, {}, RAW),
        (SECRET, {"x-wc-webhook-signature": "龙"}, RAW),
        ("", _headers(""), RAW),
        (SECRET, {}, b"webhook_id=7&topic=order.updated"),
    ],
)
def test_a_forged_delivery_is_refused(secret: str, headers: dict[str, str], raw: bytes) -> None:
    """Another secret, a changed body, no signature or no secret: nothing is believed."""
    with pytest.raises(Forged):
        hooks.verify(secret, headers, raw)
