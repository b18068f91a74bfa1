"""Shopify's webhooks, signed over the raw body with the app's client secret."""

import base64
import hmac
from collections.abc import Mapping
from typing import Any

import orjson

from shopweave.connectors.contract import Entity, Forged, Hook, News, Page, Refused
from shopweave.connectors.shopify.errors import (
    DataRequested,
    ErasureRequested,
    ShopErasureRequested,
)
from shopweave.foundation.problems import Problem

# Erasing cannot be undone and concerns a person in all channels, so a person does it.
_ASKED: Mapping[str, type[Problem]] = {
    "customers/data_request": DataRequested,
    "customers/redact": ErasureRequested,
    "shop/redact": ShopErasureRequested,
}
_PULLED = {
    "orders": (Entity.ORDERS,),
    "refunds": (Entity.ORDERS,),
    "fulfillments": (Entity.ORDERS,),
    "products": (Entity.PRODUCTS,),
    "inventory_levels": (Entity.STOCK,),
    "customers": (Entity.CUSTOMERS,),
}


def verify(secret: str, headers: Mapping[str, str], raw: bytes) -> Hook:
    """Tell a genuine delivery: base64 of HMAC-SHA256 under the client secret.

    The signature covers no time; a delivery only lets us look, so a late one does no harm.
    """
    said = headers.get("x-shopify-hmac-sha256", "").encode("ascii", "ignore")
    expected = base64.b64encode(hmac.digest(secret.encode(), raw, "sha256"))
    if not (secret and hmac.compare_digest(expected, said)):
        raise Forged
    topic = headers.get("x-shopify-topic", "")
    return Hook(headers.get("x-shopify-webhook-id", ""), topic)


def read(topic: str, raw: bytes) -> News:
    """What to look at. What the law asks for stands at the source until a person has done it."""
    if topic in _ASKED:
        return News(page=Page({}, last=True, refused=(_asked(topic, orjson.loads(raw)),)))
    return News(pull=_PULLED.get(topic.partition("/")[0], ()))


def _asked(topic: str, body: Mapping[str, Any]) -> Refused:
    shop = str(body.get("shop_domain") or body.get("shop_id") or "")
    number = str((body.get("customer") or {}).get("id") or shop)
    return Refused(number, topic, _ASKED[topic](number=number, shop=shop))
