"""Shops learn what they can sell, once, and again after they could not be reached."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from tests.contract.connectors.bench import NOW, Bench

from shopweave.commerce import catalog, places, stock
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.stock import AvailabilityChanged, Movement, MovementKind
from shopweave.connectors.contract import Can, Refused, StockLevel
from shopweave.connectors.contract.errors import ShopFailing
from shopweave.connectors.sync import Connection, ConnectionDraft, Standing, tell_shops
from shopweave.connectors.webhook import Webhook
from shopweave.foundation import jobs
from shopweave.foundation.jobs import State
from shopweave.trust.permissions import SYSTEM


@dataclass
class Told:
    """What the shop heard; it fails while `sick`."""

    levels: list[StockLevel] = field(default_factory=list)
    sick: bool = False


@pytest.fixture
def told() -> Told:
    """The shop's memory."""
    return Told()


@pytest.fixture
def source(bench: Bench, told: Told) -> Connection:
    """A connected shop with one product of which twelve are counted."""

    class Listening(Webhook):
        def write_stock(self, levels: Sequence[StockLevel]) -> Sequence[Refused]:
            if told.sick:
                raise ShopFailing(host="shop", code=500)
            told.levels.extend(levels)
            return ()

    kinds = dict(bench.sources.connections.shops.kinds)
    kind = replace(kinds["webhook"], name="listening", open=Listening)
    kind = replace(kind, can=kind.can | {Can.WRITE_STOCK})
    kinds["listening"] = kind
    object.__setattr__(bench.sources.connections.shops, "kinds", kinds)
    made = bench.connect(ConnectionDraft("listening", "", "Shop", {}, {}, write_stock=True))
    with bench.database.write() as tx:
        delivery = Delivery(made.source_id, NOW)
        catalog.upsert(tx, delivery, [catalog.ProductDraft("p1", "Green tea", sku="T1")])
    return made


def _move(bench: Bench, source: Connection, kind: MovementKind, quantity: float) -> None:
    with bench.database.write() as tx:
        product = catalog.ids_of(tx, source.source_id, ["p1"])["p1"]
        place = places.default(tx, NOW).id
        moved = Movement(product, product, place, kind, quantity, bench.clock.now())
        stock.post(tx, Delivery(source.source_id, bench.clock.now()), [moved])
        tell_shops(tx, AvailabilityChanged((product,)))
    bench.work(source)


def test_a_shop_is_told_what_it_can_sell(bench: Bench, source: Connection, told: Told) -> None:
    """A count of twelve reaches the shop under its own name of the product."""
    _move(bench, source, MovementKind.COUNT, 12)
    assert [(one.product, one.sku, one.units) for one in told.levels] == [("p1", "T1", 12)]


def test_the_same_number_is_told_once(bench: Bench, source: Connection, told: Told) -> None:
    """Hearing again of a number that the shop has says nothing."""
    _move(bench, source, MovementKind.COUNT, 12)
    _move(bench, source, MovementKind.COUNT, 12)
    assert len(told.levels) == 1


def test_after_an_outage_the_shop_learns_the_present_number(
    bench: Bench, source: Connection, told: Told
) -> None:
    """What could not be told is told later, as it is then; the source says what was wrong."""
    told.sick = True
    _move(bench, source, MovementKind.COUNT, 12)
    sick = bench.sources.connections.one(source.source_id)
    assert (sick.standing, told.levels) == (Standing.ATTENTION, [])
    told.sick = False
    with bench.database.read() as tx:
        waiting = jobs.newest(tx, (State.WAITING,), "connectors.write_stock")
    assert len(waiting) == 1
    assert waiting[0].run_at is not None
    bench.clock.forward(waiting[0].run_at - bench.clock.now())
    bench.work(source)
    assert [one.units for one in told.levels] == [12]


def test_a_shop_that_does_not_want_it_is_told_nothing(
    bench: Bench, source: Connection, told: Told
) -> None:
    """Only who switched it on is told."""
    bench.sources.connections.keep_stock(source.source_id, False, SYSTEM)
    _move(bench, source, MovementKind.COUNT, 12)
    assert told.levels == []
