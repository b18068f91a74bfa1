"""Whatever is sent, the answer is the client's: accepted or refused, never an error of ours."""

import asyncio
import gzip
import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from shopweave.commerce.events.arrival import Sending
from shopweave.commerce.events.intake import Parcel
from shopweave.commerce.events.ledger import Receipt
from shopweave.commerce.events.routes import Intake
from shopweave.trust.permissions import ANONYMOUS, Permission, Principal

NOW = 1_772_366_400_000_000
CALLER = Principal(ANONYMOUS.kind, "test", permissions=frozenset({Permission.EVENTS_SEND}))

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=25,
)
field = st.sampled_from(
    ["type", "event", "userId", "anonymousId", "previousId", "messageId", "timestamp", "sentAt",
     "properties", "traits", "context", "name", "category", "writeKey", "client_id", "events"]
)  # fmt: skip
inner = st.sampled_from(
    ["product_id", "products", "items", "price", "value", "quantity", "currency", "order_id", "url",
     "consent", "categoryPreferences", "userAgent", "page", "sessionId", "location_id", "email"]
)  # fmt: skip
parts = st.dictionaries(inner | st.text(max_size=5), anything, max_size=6)
name = st.sampled_from(
    ["track", "page", "identify", "alias", "group", "Order Completed", "view_item"]
)
event = st.dictionaries(field, anything | parts | name, max_size=10) | anything


class Gate:
    """Lets everybody in."""

    async def admit(self, *_: object) -> Principal:
        """Return the same caller."""
        return CALLER


class FixedDoor:
    """Knows one source."""

    async def sending(self, *_: object) -> Sending:
        """Return what holds for it."""
        return Sending("shop", "EUR", asks_consent=False, trusted=True, received=NOW)


class Remembering:
    """Takes parcels, and checks that each event could be written down as JSON."""

    store = None

    async def write(self, _sink: object, parcel: Parcel, _weight: int) -> Receipt:
        """Look at each event as the ledger would."""
        await asyncio.sleep(0)
        for arrival in parcel.arrivals:
            json.dumps(arrival.properties, allow_nan=False).encode()
        return Receipt(len(parcel.arrivals))


def _client() -> TestClient:
    taking: Any = Remembering()
    door: Any = FixedDoor()
    app = Starlette(routes=Intake(door, taking, taking).routes())
    app.state.gate = Gate()
    return TestClient(app, headers={"Authorization": "Bearer x"})


CLIENT = _client()
ADDRESSES = ["/v1/track", "/v1/i", "/v1/batch", "/v1/import", "/mp/collect"]
calm = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_the_clients(address: str, body: bytes, headers: dict[str, str] | None = None) -> None:
    """Send it: the answer is accepted or refused, and says so in JSON."""
    answer = CLIENT.post(address, content=body, headers=headers)
    assert answer.status_code in {200, 400, 413}
    assert answer.json()["success"] is (answer.status_code == 200)


def _written(content: object) -> bytes:
    # As Python's own client writes it: NaN as NaN, half characters as escapes.
    return json.dumps(content).encode()


@calm
@given(st.sampled_from(ADDRESSES), st.lists(event, max_size=4))
@pytest.mark.slow
def test_any_batch_is_answered(address: str, items: Sequence[object]) -> None:
    """Any list of anything is a 2xx or a 4xx with an answer in JSON."""
    assert_the_clients(address, _written({"batch": items, "events": items, "sentAt": "x"}))


@calm
@given(st.sampled_from(ADDRESSES), event)
@pytest.mark.slow
def test_any_value_is_answered(address: str, item: object) -> None:
    """Any JSON value as the whole body is a 2xx or a 4xx."""
    assert_the_clients(address, _written(item))


@calm
@given(st.sampled_from(ADDRESSES), st.binary(max_size=300), st.booleans())
def test_any_bytes_are_answered(address: str, body: bytes, packed: bool) -> None:
    """Any bytes, also after gzip, are a 2xx or a 4xx."""
    sent = gzip.compress(body) if packed else body
    assert_the_clients(address, sent, {"Content-Encoding": "gzip"} if packed else None)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "nonsense"])
def test_unknown_packings_are_refused(encoding: str) -> None:
    """A packing that is not known is refused in words."""
    assert_the_clients("/v1/batch", b"\x01\x02", {"Content-Encoding": encoding})
