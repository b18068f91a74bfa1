"""Reading Google Analytics 4: the Measurement Protocol, and events with a list of items."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from shopweave.commerce.events import names
from shopweave.commerce.events.errors import BatchMissing
from shopweave.commerce.events.types import Kind

Item = dict[str, Any]

# Where GA4 sends one event with many items, the ledger keeps one event per product.
_ONE_PRODUCT = frozenset(
    {Kind.PRODUCT_VIEWED, Kind.PRODUCT_CLICKED, Kind.CART_ADDED, Kind.CART_REMOVED}
    | {Kind.WISHLIST_ADDED}
)


def batch(body: Mapping[str, Any]) -> list[object]:
    """The events of a Measurement Protocol body in Segment's form; raises `BatchMissing`."""
    events = body.get("events")
    if not isinstance(events, list):
        raise BatchMissing
    return [
        _track(body, event, number) if isinstance(event, dict) else event
        for number, event in enumerate(events)
    ]


def _track(body: Mapping[str, Any], event: Mapping[str, Any], number: int) -> Item:
    given = event.get("params")
    params = given if isinstance(given, dict) else {}
    stamp = event.get("timestamp_micros", body.get("timestamp_micros"))
    at = _seconds(stamp)
    return {
        "type": "track",
        "event": event.get("name"),
        "userId": body.get("user_id"),
        "anonymousId": body.get("client_id"),
        "properties": params,
        "context": {"consent": body.get("consent"), "sessionId": params.get("session_id")},
        "timestamp": at,
        "messageId": None if at is None else _message(body, event, stamp, number),
    }


def _seconds(stamp: object) -> float | None:
    """Seconds since 1970 of GA4's microseconds, as number or text."""
    try:
        return int(str(stamp)) / 1e6 if stamp is not None else None
    except ValueError:
        return None


def _message(body: Mapping[str, Any], event: Mapping[str, Any], stamp: object, number: int) -> str:
    # The protocol has no message id; the same moment, visitor and place in the list is a repeat.
    told = f"{body.get('client_id')}\0{stamp}\0{number}\0{event.get('name')}"
    return blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()


def spread(item: object) -> Iterable[object]:
    """One event per product where GA4 sends a list of items; other events as they are."""
    if not isinstance(item, dict):
        return (item,)
    given = item.get("properties")
    if not isinstance(given, dict) or not isinstance(given.get("items"), list):
        return (item,)
    name = item.get("event")
    listed = [product for product in given["items"] if isinstance(product, dict)]
    if not listed or not isinstance(name, str) or names.canonical(name) not in _ONE_PRODUCT:
        return (item,)
    return [_about(item, given, product, number) for number, product in enumerate(listed[:200])]


def _about(item: Item, given: Item, product: Item, number: int) -> Item:
    whole = {key: value for key, value in given.items() if key not in {"items", "value"}}
    message = item.get("messageId")
    own = message if number == 0 or message is None else f"{message}#{number}"
    return {**item, "properties": {**whole, **product}, "messageId": own}
