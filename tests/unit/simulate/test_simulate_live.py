"""Live shoppers speak the public API, survive a restart of the server, and stop when told."""

import asyncio
import heapq
import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import pytest

from shopweave.simulate import History, browse, imagine, remember
from shopweave.simulate.live import Access, Refused, Surroundings, live
from shopweave.simulate.live.pace import rhythm

WORLD = imagine(people=200)
ACCESS = Access("http://shop.test", "pk_test", "sk_test")
AFTERNOON = 1_795_435_200.0


@dataclass
class Desk:
    """A server that remembers; `answer` may fail it."""

    calls: list[dict] = field(default_factory=list)
    orders: list[dict] = field(default_factory=list)
    lists: list[dict] = field(default_factory=list)
    keys: set[tuple[str, str]] = field(default_factory=set)
    failing: Callable[[int], int | None] = lambda _number: None
    seen: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Serve, or fail as told."""
        self.seen += 1
        self.keys.add((request.url.path, request.headers["Authorization"]))
        status = self.failing(self.seen)
        if status == 0:
            raise httpx.ConnectError("down", request=request)
        if status is not None:
            return httpx.Response(status)
        return self._served(request)

    def _served(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/recommendations":
            self.lists.append(dict(request.url.params))
            items = [{"external_id": product.code} for product in WORLD.products[:8]]
            return httpx.Response(200, json={"rec_id": f"r{self.seen}", "items": items})
        body = json.loads(request.content)
        self.calls += body.get("batch", [])
        self.orders += body.get("rows", [])
        return httpx.Response(200, json={"success": True})


@dataclass
class Time:
    """A clock that jumps to the next thing to happen, so that an hour passes in a moment."""

    at: float = AFTERNOON
    waiting: list[tuple[float, int, asyncio.Future[None]]] = field(default_factory=list)

    def now(self) -> float:
        """Return the moment of the story."""
        return self.at

    async def pause(self, seconds: float) -> None:
        """Wait in the story's time."""
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self.waiting, (self.at + seconds, id(woken), woken))
        await woken

    async def run(self) -> None:
        """Let everybody finish what he is at, then wake the next one."""
        while True:
            for _ in range(30):
                await asyncio.sleep(0)
            if self.waiting:
                self.at, _, woken = heapq.heappop(self.waiting)
                if not woken.done():
                    woken.set_result(None)


def _lived(desk: Desk, until: int = 1200, past: History | None = None) -> Time:
    """Let the town live until the desk has seen enough requests."""
    return asyncio.run(_life(desk, until, past))


async def _life(desk: Desk, until: int, past: History | None) -> Time:
    time, stop = Time(), asyncio.Event()

    def served(request: httpx.Request) -> httpx.Response:
        if desk.seen >= until:
            stop.set()
        return desk(request)

    around = Surroundings(httpx.MockTransport(served), time.now, time.pause)
    clock = asyncio.create_task(time.run())
    try:
        await live(WORLD, ACCESS, stop, past=past, around=around)
    finally:
        clock.cancel()
    return time


@pytest.fixture(scope="module")
def desk() -> Desk:
    """What a server heard in a good half hour of the shop."""
    found = Desk()
    _lived(found)
    return found


def test_visitors_browse_buy_and_follow_recommendations(desk: Desk) -> None:
    """All that a real shop front reports arrives, under the names of Segment's specification."""
    names = {call.get("event", call["type"]) for call in desk.calls}
    assert names >= {
        "page",
        "identify",
        "Product List Viewed",
        "Products Searched",
        "Product Viewed",
        "Product Added",
        "Cart Viewed",
        "Checkout Started",
        "Order Completed",
        "Recommendation Viewed",
        "Recommendation Clicked",
    }
    assert {asked["slot"] for asked in desk.lists} == {"home", "product", "cart"}


def test_a_click_names_the_list_that_was_shown(desk: Desk) -> None:
    """Each click carries the id of a list seen before by the same visitor, and a place on it."""
    shown = {
        (call["anonymousId"], call["properties"]["rec_id"]): call["properties"]["products"]
        for call in desk.calls
        if call.get("event") == "Recommendation Viewed"
    }
    clicks = [call for call in desk.calls if call.get("event") == "Recommendation Clicked"]
    assert clicks
    for click in clicks:
        about = click["properties"]
        products = shown[click["anonymousId"], about["rec_id"]]
        assert products[about["position"] - 1]["product_id"] == about["product_id"]


def test_an_order_is_handed_over_by_the_back_office_too(desk: Desk) -> None:
    """Each order that the shop front reports is the same as a record with lines and prices."""
    told = [c["properties"] for c in desk.calls if c.get("event") == "Order Completed"]
    records = {record["id"]: record for record in desk.orders}
    assert told
    for event in told:
        lines = records[event["order_id"]]["lines"]
        worth = sum(line["quantity"] * float(line["price"]) for line in lines)
        assert worth == pytest.approx(event["value"])
    assert {record["channel"] for record in desk.orders} >= {"web", "till"}


def test_paid_orders_are_sent_out(desk: Desk) -> None:
    """An order of the web shop is told as paid, and later on as shipped, with nothing else new."""
    told: dict[str, list[dict]] = {}
    for record in desk.orders:
        told.setdefault(record["id"], []).append(record)
    sent = [records for records in told.values() if len(records) > 1]
    assert sent
    for paid, shipped in sent:
        assert (paid["status"], shipped["status"]) == ("paid", "shipped")
        assert {**paid, "status": ""} == {**shipped, "status": ""}


def test_front_and_back_use_their_own_keys(desk: Desk) -> None:
    """Events and lists go with the public key, records with the secret one."""
    basic = f"Basic {b64encode(b'pk_test:').decode()}"
    assert desk.keys == {
        ("/v1/batch", basic),
        ("/v1/recommendations", "Bearer pk_test"),
        ("/v1/orders", "Bearer sk_test"),
    }


def test_a_restart_of_the_server_loses_and_doubles_nothing() -> None:
    """While the server is away, calls wait; each arrives once under its own message id."""
    desk = Desk(failing=lambda number: (0, 503, 429, 502)[number % 4] if number < 200 else None)
    _lived(desk, until=600)
    ids = [call["messageId"] for call in desk.calls]
    assert len(ids) > 100
    assert len(set(ids)) == len(ids)


def test_a_wrong_key_ends_it_with_a_sentence() -> None:
    """A key that the server does not know is no reason to knock for ever."""
    with pytest.raises(Refused, match="401"):
        _lived(Desk(failing=lambda _number: 401))


def test_the_pace_is_kept() -> None:
    """On average about as many events a second as were asked for, by the clock of the shop."""
    fresh = Desk()
    time = _lived(fresh, until=900)
    per_second = len(fresh.calls) / (time.at - AFTERNOON)
    assert 0.6 * 3 < per_second < 1.6 * 3


def test_evenings_are_livelier_than_nights() -> None:
    """The day of the shop has a rhythm, and never stands still."""
    hours = [rhythm(AFTERNOON + 3600 * hour) for hour in range(24)]
    assert max(hours) > 2 * min(hours)
    assert min(hours) > 0.5


def test_a_fresh_installation_hears_of_the_past_first() -> None:
    """All visits of the last weeks are told, each once, before anybody lives on."""
    past = remember(WORLD, datetime.fromtimestamp(AFTERNOON, UTC), days=60)
    told = len(browse(WORLD, past))
    desk = Desk()
    _lived(desk, until=told // 100 + 50, past=past)
    ids = [call["messageId"] for call in desk.calls]
    assert len(set(ids)) == len(ids)
    assert all(number.startswith("past-") for number in ids[:told])
    assert all(number.startswith("live-") for number in ids[told:])
    assert len(ids) > told


def test_telling_the_past_with_a_wrong_key_ends_at_once() -> None:
    """Nothing is repeated that cannot succeed."""
    past = remember(WORLD, datetime.fromtimestamp(AFTERNOON, UTC), days=30)
    with pytest.raises(Refused, match="403"):
        _lived(Desk(failing=lambda _number: 403), past=past)
