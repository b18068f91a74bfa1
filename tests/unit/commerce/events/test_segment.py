"""Reading Segment's wire format."""

import pytest

from shopweave.commerce.events import segment
from shopweave.commerce.events.arrival import Arrival, Sending, Skipped
from shopweave.commerce.events.errors import (
    AbsurdTime,
    NameMissing,
    NotAnEvent,
    PreviousMissing,
    UnknownType,
    VisitorMissing,
)
from shopweave.commerce.events.signals import Ground
from shopweave.commerce.events.types import Unstored

NOON = 1_772_366_400_000_000  # 2026-03-01T12:00:00Z
SENDING = Sending("shop", "EUR", asks_consent=False, trusted=True, received=NOON)


def read(**item: object) -> Arrival:
    """An event that is accepted."""
    found = segment.read({"type": "track", "userId": "u1", "messageId": "m1", **item}, SENDING)
    assert isinstance(found, Arrival)
    return found


def test_reads_a_track_event() -> None:
    """Name, visitor, product, money and session of a track event find their columns."""
    found = read(
        event="Product Added",
        anonymousId="browser-1",
        timestamp="2026-03-01T11:59:00Z",
        properties={"product_id": "TEA-1", "price": 4.5, "quantity": 2, "rec_id": "d-7"},
        context={"sessionId": "s-1", "ip": "10.0.0.1", "location_id": "store-2"},
    )
    assert (found.type, found.at) == ("cart_added", NOON - 60_000_000)
    assert found.marks == (("customer_id", "u1"), ("anonymous", "browser-1"))
    assert found.facts == ("TEA-1", 2.0, 900, "EUR", "d-7")
    assert (found.session_id, found.properties) == ("s-1", {"place": "store-2"})
    assert found.ground is Ground.UNLESS_WITHDRAWN


def test_keeps_unknown_names_without_what_is_personal() -> None:
    """An event of the shop's own invention is kept under its name, shortened and scrubbed."""
    assert read(event="Fridge Opened").type == "Fridge Opened"
    assert read(event="Mail to anna@example.com").type == "Mail to [email]"
    assert len(read(event="x" * 500).type) == 64


def test_reads_a_page() -> None:
    """A page keeps its name, path, title and the referring host, not the query."""
    found = read(
        type="page",
        name="Tea",
        properties={"url": "https://shop.example/tea?mail=a@b.de", "title": "Tea"},
        context={"page": {"path": "/tea", "referrer": "https://search.example/?q=x"}},
    )
    expected = {"path": "/tea", "referrer": "search.example", "title": "Tea", "name": "Tea"}
    assert (found.type, found.properties) == ("page_viewed", expected)


def test_reads_personal_traits_apart() -> None:
    """What identify tells of a person stays out of the properties."""
    found = read(type="identify", traits={"email": "a@b.de", "first_name": "Anna", "plan": "gold"})
    assert found.traits == {"email": "a@b.de", "firstName": "Anna"}
    assert found.properties is None


def test_reads_an_alias() -> None:
    """An alias joins the browser's earlier id to the customer's."""
    found = read(type="alias", previousId="browser-1")
    assert found.marks == (("customer_id", "u1"), ("anonymous", "browser-1"))


def test_reads_the_lines_of_an_order() -> None:
    """An order's products become lines, and a short list for the ledger."""
    products = [{"product_id": "TEA-1", "quantity": 2, "price": 4.5, "name": "Tea"}]
    found = read(
        event="Order Completed",
        properties={"order_id": "A-1", "total": 9, "currency": "EUR", "products": products},
    )
    assert found.ground is Ground.ESSENTIAL
    assert found.lines == (("TEA-1", 2.0, 450, "Tea"),)
    assert found.properties == {"order_id": "A-1", "products": [["TEA-1", 2.0, 450]]}


def test_the_same_message_has_the_same_digest() -> None:
    """A repeat is recognised within its source; without an id each event is its own."""
    assert read(event="A").message == read(event="B").message
    other = segment.read(
        {"type": "page", "userId": "u", "messageId": "m1"}, SENDING._replace(source_id="till")
    )
    assert isinstance(other, Arrival)
    assert other.message != read(event="A").message
    assert read(event="A", messageId=None).message != read(event="A", messageId=None).message


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ("text", NotAnEvent),
        (None, NotAnEvent),
        ({"type": "dance", "userId": "u"}, UnknownType),
        ({"type": ["track"], "userId": "u"}, UnknownType),
        ({"type": "track", "userId": "u"}, NameMissing),
        ({"type": "track", "userId": "u", "event": " "}, NameMissing),
        ({"type": "track", "event": "A"}, VisitorMissing),
        ({"type": "track", "event": "A", "userId": ""}, VisitorMissing),
        ({"type": "track", "event": "A", "userId": "x" * 257}, VisitorMissing),
        ({"type": "track", "event": "A", "userId": {"id": 1}}, VisitorMissing),
        ({"type": "alias", "userId": "u"}, PreviousMissing),
        ({"type": "page", "userId": "u", "timestamp": "2099-01-01T00:00:00Z"}, AbsurdTime),
    ],
)
def test_says_what_is_wrong(item: object, problem: type[Exception]) -> None:
    """Each kind of mistake has its own problem."""
    with pytest.raises(problem):
        segment.read(item, SENDING)


def test_counts_bots_apart() -> None:
    """A crawler's event is counted under its name and not stored."""
    agent = {"userAgent": "Mozilla/5.0 (compatible; bingbot/2.0)"}
    found = segment.read({"type": "page", "userId": "u", "context": agent}, SENDING)
    assert found == Skipped(Unstored.BOT, "bingbot")


def test_respects_a_refusal() -> None:
    """An event whose visitor, or whose browser, said no is counted and not stored."""
    refusing = {"consent": {"categoryPreferences": {"Analytics": False}}}
    item = {"type": "page", "userId": "u"}
    said = segment.read({**item, "context": refusing}, SENDING)
    browser = segment.read(item, SENDING._replace(opted_out=True))
    assert said == Skipped(Unstored.NO_CONSENT, "refused")
    assert browser == Skipped(Unstored.NO_CONSENT, "browser")
