"""Connecting, mending, pausing and disconnecting shops."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.contract.connectors.bench import NOW, Bench
from tests.contract.connectors.case import RestCase
from tests.contract.connectors.counterpart import Shop

from shopweave.connectors.contract import Http, KeyRefused, NotRecognised, PrivateAddress
from shopweave.connectors.sync import Poller, Standing
from shopweave.connectors.sync.errors import AlreadyConnected, FieldMissing, NotConnected
from shopweave.connectors.sync.round import RECONCILE
from shopweave.foundation import jobs
from shopweave.foundation.jobs import State
from shopweave.trust.permissions import SYSTEM

YESTERDAY = NOW - timedelta(days=1)


def test_a_wrong_key_connects_nothing(bench: Bench, shop: Shop) -> None:
    """A shop that refuses the key is not kept."""
    draft = replace(RestCase(shop).draft(), secrets={"token": "wrong"})
    with pytest.raises(KeyRefused):
        bench.connect(draft)
    assert bench.sources.connections.every() == []


def test_the_own_network_needs_a_word(bench: Bench, shop: Shop) -> None:
    """An address on this machine is refused until somebody allows it."""
    with pytest.raises(PrivateAddress):
        bench.connect(replace(RestCase(shop).draft(), private=False))
    assert shop.asked == []


def test_a_name_is_connected_once(bench: Bench, shop: Shop) -> None:
    """Two connections of one name would mix two shops."""
    bench.connect(RestCase(shop).draft())
    with pytest.raises(AlreadyConnected):
        bench.connect(RestCase(shop).draft())


def test_a_necessary_field_is_asked_for(bench: Bench) -> None:
    """A kind without its necessary field is told by name."""
    draft = replace(RestCase(Shop()).draft(), kind="oscar", url="http://a.example", options={})
    with pytest.raises(FieldMissing):
        bench.connect(replace(draft, secrets={"password": "x"}))


def test_secrets_are_sealed_and_replaced(bench: Bench, shop: Shop) -> None:
    """A key lies encrypted in the table; a new one is tried, then kept, and it works."""
    made = bench.connect(RestCase(shop).draft())
    with bench.database.read() as tx:
        sealed = bytes(tx.scalar(text("SELECT secrets FROM connections")))
    assert shop.token.encode() not in sealed
    shop.token = "another"
    assert bench.sync(made).standing is Standing.ATTENTION
    mend = bench.sources.connections.replace_secrets
    with pytest.raises(KeyRefused):
        mend(made.source_id, {"token": "wrong"}, SYSTEM)
    mend(made.source_id, {"token": "another"}, SYSTEM)
    assert bench.work(made).standing is Standing.OK


def test_a_paused_shop_is_left_alone(bench: Bench, shop: Shop) -> None:
    """Nothing is asked while it is paused, and it goes on after."""
    made = bench.connect(RestCase(shop).draft())
    bench.sources.connections.pause(made.source_id, SYSTEM)
    before = len(shop.asked)
    assert bench.sync(made).standing is Standing.PAUSED
    assert len(shop.asked) == before
    bench.sources.connections.resume(made.source_id, SYSTEM)
    assert bench.sync(made).standing is Standing.OK


def test_what_came_stays_after_disconnecting(bench: Bench, shop: Shop) -> None:
    """The connection with its key is gone, the products are not; it can be connected again."""
    case = RestCase(shop)
    case.put_product("p1", "Green tea", 990, YESTERDAY)
    made = bench.connect(case.draft())
    bench.sources.connections.disconnect(made.source_id, SYSTEM)
    with pytest.raises(NotConnected):
        bench.sources.connections.one(made.source_id)
    assert bench.product(made, "p1").title == "Green tea"
    again = bench.connect(case.draft())
    assert (again.source_id, again.progress[0].created) == (made.source_id, 0)


def test_each_turn_is_taken_once(bench: Bench, shop: Shop) -> None:
    """Two pollers see one due source, and one round is done."""
    made = bench.connect(RestCase(shop).draft())
    bench.clock.forward(timedelta(seconds=11))
    before = len(shop.asked)
    for _ in range(2):
        Poller(bench.database, bench.clock).step()
    bench.work(made)
    assert len(shop.asked) - before == 2  # its two lists


def test_a_sick_shop_stops_no_other(bench: Bench, shop: Shop) -> None:
    """While one shop answers nonsense, the other one is read."""
    case = RestCase(shop)
    well = bench.connect(replace(case.draft(), name="Well"))
    sick = bench.connect(replace(case.draft(), name="Sick"))
    bench.sources.connections.set_options(sick.source_id, {"products": "nowhere"}, SYSTEM)
    case.put_product("p1", "Green tea", 990, NOW)
    bench.work(sick)
    well = bench.sync(well)
    states = {one.name: one.standing for one in bench.sources.connections.every()}
    assert states == {"Well": Standing.OK, "Sick": Standing.ATTENTION}
    assert bench.product(well, "p1").title == "Green tea"


def test_a_price_in_a_foreign_form_is_refused_alone(bench: Bench, shop: Shop) -> None:
    """A price of "9,90 €" keeps one product out, with the reason; it comes in when it is mended."""
    case = RestCase(shop)
    case.put_product("p1", "Green tea", 990, YESTERDAY)
    stamp = YESTERDAY.isoformat()
    shop.put("products", {"id": "p2", "title": "Oolong", "price": "9,90 €", "updated_at": stamp})
    made = bench.connect(case.draft())
    refused = bench.sources.connections.refusals(made.source_id)
    assert [(row.external_id, row.code) for row in refused] == [("p2", "wrong-price")]
    assert made.standing is Standing.ATTENTION
    case.put_product("p2", "Oolong", 990, NOW)
    made = bench.sync(made)
    assert (made.standing, bench.product(made, "p2").title) == (Standing.OK, "Oolong")


def test_one_order_under_two_numbers_counts_once(bench: Bench, shop: Shop) -> None:
    """The double is held back until a person says that both are real."""
    case = RestCase(shop)
    case.put_product("p1", "Green tea", 990, YESTERDAY)
    case.put_order("o1", "p1", 990, YESTERDAY)
    shop.lists["orders"]["o1"]["email"] = "ann@example.com"
    made = bench.connect(case.draft())
    shop.put("orders", {**shop.lists["orders"]["o1"], "id": "o2", "updated_at": NOW.isoformat()})
    bench.sync(made)
    assert len(bench.orders()) == 1
    refused = bench.sources.connections.refusals(made.source_id)
    assert [row.code for row in refused] == ["same-order-twice"]
    bench.sources.connections.accept(made.source_id, ["o2"], SYSTEM)
    bench.work(made)
    assert len(bench.orders()) == 2


def test_unknown_fields_are_said_once(bench: Bench, shop: Shop) -> None:
    """Fields of no usual name are asked for; what a person says is kept and used."""
    item = {"wkz": "7", "bezeichnung": "Tee", "id": 7, "updated_at": YESTERDAY.isoformat()}
    shop.put("products", item)
    draft = RestCase(shop).draft()
    with pytest.raises(NotRecognised):
        bench.connect(draft)
    told = {"field.products.title": "bezeichnung", "field.products.id": "wkz"}
    shop.lists["products"].clear()
    made = bench.connect(draft)
    bench.sources.connections.set_options(made.source_id, told, SYSTEM)
    shop.put("products", item)
    bench.work(made)
    bench.sync(made)
    assert bench.product(made, "7").title == "Tee"


def test_products_that_all_vanish_are_kept(bench: Bench, shop: Shop) -> None:
    """A shop that suddenly shows a tenth of its products loses none of them here."""
    case = RestCase(shop)
    for number in range(60):
        case.put_product(f"p{number}", f"Tea {number}", 100, YESTERDAY)
    made = bench.connect(case.draft())
    for number in range(54):
        case.delete_product(f"p{number}")
    made = bench.reconcile(made)
    assert made.trouble is not None
    assert made.trouble.code == "too-many-gone"
    assert bench.product(made, "p0").status == "active"


def test_a_comparison_that_fails_is_tried_again_soon(bench: Bench, shop: Shop) -> None:
    """The shop is down when its week is over: what is gone there is gone here an hour later."""
    case = RestCase(shop)
    case.put_product("p1", "Tea", 100, YESTERDAY)
    made = bench.connect(case.draft())
    case.delete_product("p1")
    case.answer(401, {}, b"{}", 3)
    pauses = []
    made = bench.reconcile(made)
    for _ in range(3):
        pauses.append(_until_next(bench))
        bench.clock.forward(pauses[-1])
        made = bench.work(made)
    assert pauses == [timedelta(minutes=n) for n in (5, 10, 20)]
    assert bench.product(made, "p1").status == "deleted"


def _until_next(bench: Bench) -> timedelta:
    with bench.database.read() as tx:
        (waiting,) = jobs.newest(tx, (State.WAITING,), RECONCILE)
    assert waiting.run_at is not None
    return waiting.run_at - bench.clock.now()


def test_the_weekly_comparison_finds_old_orders_that_changed(bench: Bench, shop: Shop) -> None:
    """An order whose change the shop did not date comes in all the same."""
    case = RestCase(shop)
    case.put_product("p1", "Tea", 100, YESTERDAY)
    case.put_order("o1", "p1", 100, YESTERDAY)
    case.put_order("o2", "p1", 100, NOW)
    made = bench.connect(case.draft())
    case.put_order("o1", "p1", 150, YESTERDAY)
    bench.sync(made)
    assert sorted(order.total for order in bench.orders()) == [100, 100]
    bench.reconcile(made)
    assert sorted(order.total for order in bench.orders()) == [100, 150]


def test_a_shop_that_dawdles_is_named(
    bench: Bench, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shop that does not answer in time is told as slow, and nothing of it is lost."""
    connection = bench.connect(RestCase(shop).draft())
    monkeypatch.setitem(Http.__init__.__kwdefaults__, "patience", 0.2)
    shop.trouble = lambda _: time.sleep(0.6)
    slow = bench.sync(connection)
    assert slow.trouble is not None
    assert slow.trouble.code == "shop-slow"
    shop.trouble = None
    assert bench.sync(connection).standing is Standing.OK
