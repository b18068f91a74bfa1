"""What django-oscar's API cannot tell is found out all the same, and without asking too much."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.contract.connectors.bench import NOW, Bench
from tests.contract.connectors.shops.oscar import OscarCase
from tests.contract.connectors.shops.server import Asked, Reply, serving

from shopweave.commerce import catalog
from shopweave.commerce.orders import OrderStatus
from shopweave.connectors.sync import Standing
from shopweave.trust.permissions import SYSTEM


class SlowCase(OscarCase):
    """Each page of products takes a while of the bench's clock."""

    bench: Bench
    seconds = 0

    def said(self, asked: Asked) -> Reply:
        """Answer after a while."""
        if asked.path.endswith("/admin/products/"):
            self.bench.clock.forward(timedelta(seconds=self.seconds))
        return super().said(asked)


@pytest.fixture
def bench(database, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Sources on a fresh database; nobody sleeps between two requests."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    return Bench.on(database)


@pytest.fixture
def case(bench: Bench) -> Iterator[SlowCase]:
    """A shop with one product."""
    made = SlowCase()
    made.bench = bench
    made.put_product("p1", "Green tea", 990, NOW)
    with serving(made):
        yield made


def _lines_asked(case: OscarCase) -> int:
    return sum(path.endswith("/lines/") for path in case.asked)


def test_an_order_of_many_lines_comes_in_whole(bench: Bench, case: SlowCase) -> None:
    """Lines of an order stand on several pages where the shop pages its lists."""
    case.put_order("o1", "p1", 990, NOW)
    case.lines["1"] *= 250
    bench.connect(case.draft())
    assert bench.orders()[0].units == 250


def test_an_order_that_was_written_late_is_found(bench: Bench, case: SlowCase) -> None:
    """An order with a lower number than one seen before is not skipped."""
    case.put_order("o2", "p1", 990, NOW)
    shop = bench.connect(case.draft())
    case.put_order("o1", "p1", 500, NOW - timedelta(seconds=1))
    bench.sync(shop)
    assert sorted(order.total for order in bench.orders()) == [500, 990]


def test_only_what_is_news_is_asked_for(bench: Bench, case: SlowCase) -> None:
    """Of 250 orders the one that was sent meanwhile is read again, and no other."""
    for number in range(1, 251):
        case.put_order(f"o{number}", "p1", 990, NOW - timedelta(days=1, minutes=-number))
    shop = bench.connect(case.draft())
    assert len(bench.orders()) == 250
    case.asked.clear()
    case.orders["249"]["status"] = "Shipped"
    bench.sync(shop)
    assert _lines_asked(case) == 1
    assert sum(order.status is OrderStatus.SHIPPED for order in bench.orders()) == 1


def test_after_an_outage_every_new_order_comes(bench: Bench, case: SlowCase) -> None:
    """More orders than are looked at each time were placed since the last look: all come in."""
    case.put_order("o1", "p1", 990, NOW - timedelta(days=1))
    shop = bench.connect(case.draft())
    for number in range(2, 252):
        case.put_order(f"o{number}", "p1", 990, NOW - timedelta(minutes=300 - number))
    bench.sync(shop)
    assert len(bench.orders()) == 251


def test_a_mended_order_comes_in(bench: Bench, case: SlowCase) -> None:
    """An order that was refused for its price is read again until the shop has mended it."""
    case.put_order("o1", "p1", 990, NOW)
    case.lines["1"][0]["price_incl_tax"] = "9,90 €"
    shop = bench.connect(case.draft())
    assert bench.orders() == []
    case.lines["1"][0]["price_incl_tax"] = "9.90"
    bench.sync(shop)
    assert len(bench.orders()) == 1


def test_a_large_catalogue_is_given_rest(bench: Bench, case: SlowCase) -> None:
    """Products that take 12 seconds to read are let alone for a minute; orders are not."""
    case.seconds = 12
    shop = bench.connect(case.draft())
    case.asked.clear()
    case.put_order("o1", "p1", 990, NOW)
    bench.sync(shop)
    assert len(bench.orders()) == 1
    assert not any(path.endswith("/products/") for path in case.asked)
    bench.clock.forward(timedelta(seconds=61))
    bench.sync(shop)
    assert any(path.endswith("/products/") for path in case.asked)


def test_a_long_reading_lets_orders_through(bench: Bench, case: SlowCase) -> None:
    """Once all was read, an order comes in although the products take longer than a turn."""
    for number in range(250):
        case.put_product(f"q{number}", "Tea", 990, NOW)
    shop = bench.connect(case.draft())
    case.seconds = 30
    case.put_order("o1", "p1", 990, NOW)
    bench.sources.connections.sync_now(shop.source_id, SYSTEM)
    bench.worker.step()
    assert len(bench.orders()) == 1


def test_a_long_first_reading_never_begins_again(bench: Bench, case: SlowCase) -> None:
    """A first reading of many turns asks for each page once, however long a page takes."""
    for number in range(1, 251):
        case.put_product(f"q{number}", "Tea", 990, NOW)
        case.put_order(f"o{number}", "p1", 990, NOW - timedelta(days=1, minutes=number))
    case.seconds = 30
    shop = bench.connect(case.draft())
    assert shop.standing is Standing.OK
    assert len(bench.orders()) == 250
    assert sum(path.endswith("/admin/products/") for path in case.asked) == 3
    assert sum(path.endswith("/admin/orders/") for path in case.asked) == 3


def test_the_attribute_of_oscars_delivery_by_weight_is_the_weight(
    bench: Bench, case: SlowCase
) -> None:
    """It is in kilograms, as oscar's own tariffs by weight take it."""
    told = {"name": "Weight", "code": "weight", "value": 0.35}
    case.products["p1"]["attributes"] = [told]
    bench.connect(case.draft())
    with bench.database.read() as tx:
        (card,) = catalog.search(tx).cards
        assert catalog.get(tx, card.id).weight == 350
