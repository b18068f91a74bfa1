"""Reading Google Analytics 4."""

import pytest

from shopweave.commerce.events import ga4
from shopweave.commerce.events.errors import BatchMissing

BODY = {
    "client_id": "c-1",
    "user_id": "u-1",
    "timestamp_micros": "1772366400000000",
    "events": [{"name": "add_to_cart", "params": {"currency": "EUR", "session_id": 9}}],
}


def test_becomes_a_track_event() -> None:
    """A Measurement Protocol event is read as a track event of the same visitor and time."""
    (found,) = ga4.batch(BODY)
    assert isinstance(found, dict)
    assert (found["event"], found["userId"], found["anonymousId"]) == ("add_to_cart", "u-1", "c-1")
    assert found["timestamp"] == 1772366400.0
    assert found["messageId"] == ga4.batch(BODY)[0]["messageId"]  # type: ignore[index]


def test_needs_a_list_of_events() -> None:
    """A body without a list of events is refused."""
    with pytest.raises(BatchMissing):
        ga4.batch({"client_id": "c"})


def test_one_event_for_each_product() -> None:
    """Two products in one event become two, with ids of their own and the shared words."""
    params = {"items": [{"item_id": "A"}, {"item_id": "B"}], "currency": "EUR", "value": 9}
    item = {"type": "track", "event": "view_item", "properties": params, "messageId": "m"}
    found = [(each["messageId"], each["properties"]) for each in ga4.spread(item)]  # type: ignore[index]
    assert found == [
        ("m", {"currency": "EUR", "item_id": "A"}),
        ("m#1", {"currency": "EUR", "item_id": "B"}),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "text",
        {"event": "purchase", "properties": {"items": [{"item_id": "A"}]}},
        {"event": "view_item", "properties": {"items": "none"}},
        {"event": None, "properties": {"items": [{}]}},
        {"event": "view_item", "properties": {"items": [1, 2]}},
    ],
)
def test_leaves_everything_else_whole(item: object) -> None:
    """An order keeps its products together, and what is broken is not touched."""
    assert list(ga4.spread(item)) == [item]
