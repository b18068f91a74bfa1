"""The sample shop moves into the real product and lives there through the public API."""

import asyncio
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime

import httpx
import pytest

from shopweave import decisions
from shopweave.app import Shopweave
from shopweave.commerce import catalog, events, orders, sources
from shopweave.connectors.files import Request
from shopweave.settings import Settings
from shopweave.simulate import export, imagine, remember
from shopweave.simulate.live import Access, Surroundings, live
from shopweave.trust import keys
from shopweave.trust.permissions import SYSTEM, Permission

WORLD = imagine(people=80)
SOURCE = "Sample shop"
BACK_OFFICE = frozenset({Permission.ORDERS_WRITE, Permission.EVENTS_SEND})
REQUESTS = 500


@pytest.fixture
def shop(tmp_path):
    """An installation into which the past of a small sample shop was imported."""
    now = datetime.now(UTC)
    export(WORLD, remember(WORLD, now, days=30), tmp_path / "files")
    with closing(Shopweave(Settings(data=tmp_path / "data"))) as shop:
        with shop.database.write() as tx:
            sources.ensure(tx, sources.SourceDraft(SOURCE, "sample", "CNY", "Asia/Shanghai"), now)
        for kind in ("products", "customers", "stock", "orders"):
            shop.importer.run(Request(tmp_path / "files" / f"{kind}.csv", kind, source=SOURCE))
        yield shop


def _access(shop: Shopweave) -> Access:
    now = shop.clock.now()
    with shop.database.write() as tx:
        source = sources.by_name(tx, SOURCE)
        front = keys.NewKey(keys.KeyKind.PUBLIC, "front", source=source.id)
        office = keys.NewKey(keys.KeyKind.SECRET, "office", BACK_OFFICE, source=source.id)
        public, secret = (keys.create(tx, SYSTEM, key, now)[1] for key in (front, office))
    return Access("http://shop.test", public, secret)


class Counted(httpx.AsyncBaseTransport):
    """The application without a network, for so many requests; answers are counted."""

    def __init__(self, shop: Shopweave, stop: asyncio.Event) -> None:
        self._app, self._stop = httpx.ASGITransport(shop.application()), stop
        self.answers: Counter[tuple[str, int]] = Counter()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass on."""
        answer = await self._app.handle_async_request(request)
        self.answers[request.url.path, answer.status_code] += 1
        if self.answers.total() >= REQUESTS:
            self._stop.set()
        return answer


async def _live(shop: Shopweave) -> Counted:
    stop = asyncio.Event()
    transport = Counted(shop, stop)
    around = Surroundings(transport, pause=lambda _seconds: asyncio.sleep(0))
    await live(WORLD, _access(shop), stop, around=around)
    return transport


@pytest.mark.slow
def test_what_shoppers_do_reaches_the_record(shop) -> None:
    """Every request is taken; visits, lists and orders are in the record under known products."""
    before = datetime.now(UTC)
    answers = asyncio.run(_live(shop)).answers
    assert {status for _, status in answers} <= {200}
    assert {path for path, _ in answers} == {"/v1/batch", "/v1/recommendations", "/v1/orders"}
    shop.writer.stop()
    with shop.database.read() as tx:
        kinds = {event.type for event in events.latest(tx, 1000)}
        placed = [head for head in orders.newest(tx, 50) if head.placed_at >= before]
        made = decisions.newest(tx, decisions.Filter(kind="recommend"), limit=5)
        range_now = catalog.search(tx, limit=1)
    assert kinds >= {"page_viewed", "product_viewed", "list_viewed", "rec_shown"}
    assert {head.channel for head in placed} >= {"till"}
    assert not any(head.historical for head in placed)
    assert made
    assert range_now.total == len(WORLD.products)
