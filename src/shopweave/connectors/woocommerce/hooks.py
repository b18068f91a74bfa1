"""WooCommerce's webhooks: signed over the raw body, save for a trial beside the first one."""

import base64
import hmac
from collections.abc import Mapping

from shopweave.connectors.contract import Entity, Forged, Hook, News

_PULLED = {
    "order": (Entity.ORDERS,),
    "product": (Entity.PRODUCTS,),
    "customer": (Entity.CUSTOMERS,),
}
_TRIAL = b"webhook_id="


def verify(secret: str, headers: Mapping[str, str], raw: bytes) -> Hook:
    """Tell a genuine delivery: base64 of HMAC-SHA256 under the webhook's secret.

    Beside the first delivery comes an unsigned form `webhook_id=N`: it asks for nothing but an
    answer. The signature covers no time; a delivery only lets us look, so a late one does no harm.
    """
    if raw.startswith(_TRIAL) and raw[len(_TRIAL) :].isdigit():
        return Hook("", "ping", ping=True)
    said = headers.get("x-wc-webhook-signature", "").encode("ascii", "ignore")
    expected = base64.b64encode(hmac.digest(secret.encode(), raw, "sha256"))
    if not (secret and hmac.compare_digest(expected, said)):
        raise Forged
    delivery = headers.get("x-wc-webhook-delivery-id", "")
    return Hook(delivery, headers.get("x-wc-webhook-topic", ""))


def read(topic: str) -> News:
    """What to look at."""
    return News(pull=_PULLED.get(topic.partition(".")[0], ()))
