"""Shops learn what they can sell, once, and again after they could not be reached."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from tests.contract.connectors.bench import NOW, Bench

from shopweave.commerce import catalog, orders, places, stock
from shopweave.commerce.catalog import Edit, OwnPricesSet, Price
from shopweave.commerce.customers import Directory
from shopweave.commerce.fulfilment import FulfilmentChanged
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineDraft, OrderDraft, OrderStatus
from shopweave.commerce.stock import (
    AvailabilityChanged,
    CountRule,
    Movement,
    MovementKind,
    Settled,
    StockPreferences,
)
from shopweave.connectors.contract import (
    Can,
    CannotDo,
    Entity,
    OrderChange,
    PriceChange,
    Refused,
    StockCount,
    StockLevel,
)
from shopweave.connectors.contract.errors import ShopFailing
from shopweave.connectors.contract.refusals import NotTaken
from shopweave.connectors.sync import (
    Connection,
    ConnectionDraft,
    Message,
    MessageState,
    Standing,
    Telling,
    counts,
    messages_of,
    price_changes,
    tell_shops,
)
from shopweave.connectors.webhook import Webhook
from shopweave.foundation import jobs, preferences
from shopweave.foundation.jobs import State
from shopweave.foundation.outbox import Dispatcher, Subscriptions
from shopweave.trust.permissions import SYSTEM
from shopweave.trust.vault import Keyring, Vault


@dataclass
class Told:
    """What the shop heard; it fails while `sick`."""

    levels: list[StockLevel] = field(default_factory=list)
    sick: bool = False
    prices: list[tuple[str, int]] = field(default_factory=list)
    stages: list[tuple[str, OrderStatus, str | None]] = field(default_factory=list)
    stubborn: bool = False

    def hear(self) -> None:
        """Fail while sick."""
        if self.sick:
            raise ShopFailing(host="shop", code=500)

    def refuse(self, name: str) -> Sequence[Refused]:
        """Say no while stubborn."""
        return [Refused(name, "price", NotTaken(reason="too late"))] if self.stubborn else ()


@pytest.fixture
def told() -> Told:
    """The shop's memory."""
    return Told()


@pytest.fixture
def source(bench: Bench, told: Told) -> Connection:
    """A connected shop with one product of which twelve are counted."""

    class Listening(Webhook):
        def write_stock(self, levels: Sequence[StockLevel]) -> Sequence[Refused]:
            told.hear()
            told.levels.extend(levels)
            return ()

        def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[Refused]:
            told.hear()
            told.prices += [(one.product, one.price.amount) for one in changes]
            return told.refuse("p1")

        def write_orders(self, changes: Sequence[OrderChange]) -> Sequence[Refused]:
            told.hear()
            told.stages += [(one.order, one.status, one.tracking) for one in changes]
            return told.refuse(changes[0].order)

    kinds = dict(bench.sources.connections.shops.kinds)
    kind = replace(kinds["webhook"], name="listening", open=Listening)
    kind = replace(kind, can=kind.can | {Can.WRITE_STOCK, Can.WRITE_PRICE, Can.WRITE_ORDER})
    kinds["listening"] = kind
    object.__setattr__(bench.sources.connections.shops, "kinds", kinds)
    made = bench.connect(ConnectionDraft("listening", "", "Shop", {}, {}, write_stock=True))
    with bench.database.write() as tx:
        delivery = Delivery(made.source_id, NOW)
        catalog.upsert(
            tx,
            delivery,
            [catalog.ProductDraft("p1", "Green tea", sku="T1", prices=(Price(990, "EUR"),))],
        )
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


MINUTE, NO_TIME = timedelta(minutes=1), timedelta()


def _says(bench: Bench, source: Connection, units: float) -> None:
    """The shop is read: so many can be sold there. Then what is to be told is told."""
    bench.clock.forward(MINUTE)
    now = bench.clock.now()
    with bench.database.write() as tx:
        said = [StockCount("p1", units, now)]
        counts.keep(tx, Delivery(source.source_id, now), said, again=True)
    bench.work(source)


def _sells(
    bench: Bench, source: Connection, number: str, status: OrderStatus, ago: timedelta = NO_TIME
) -> None:
    """An order of one unit, placed in the shop some time ago, comes in."""
    bench.clock.forward(MINUTE)
    now = bench.clock.now()
    draft = OrderDraft(number, now - ago, "EUR", (LineDraft(1, 1, 990, "p1"),), status=status)
    with bench.database.write() as tx:
        directory = Directory(Vault(Keyring.generate(), bench.clock))
        orders.upsert(tx, directory, Delivery(source.source_id, now), [draft])
        product = catalog.ids_of(tx, source.source_id, ["p1"])["p1"]
        tell_shops(tx, AvailabilityChanged((product,)))


def _open(bench: Bench) -> list[stock.Conflict]:
    with bench.database.read() as tx:
        return stock.conflicts(tx)


MET = pytest.mark.parametrize("status", [OrderStatus.PAID, OrderStatus.SHIPPED])


def test_a_shop_that_was_not_told_yet_contradicts_nobody(
    bench: Bench, source: Connection, told: Told
) -> None:
    """It shows the number that it was told last: a sale elsewhere meanwhile is told, not asked."""
    _move(bench, source, MovementKind.COUNT, 12)
    bench.clock.forward(MINUTE)
    told.sick = True
    _move(bench, source, MovementKind.SALE, -1)
    _says(bench, source, 12)
    told.sick = False
    _says(bench, source, 12)
    assert _open(bench) == []
    bench.clock.forward(60 * MINUTE)
    bench.work(source)
    assert [one.units for one in told.levels] == [12, 11]


@MET
def test_a_sale_there_and_one_elsewhere_are_no_contradiction(
    bench: Bench, source: Connection, told: Told, status: OrderStatus
) -> None:
    """What the shop shows is less by its own order, and it is told what else was sold."""
    _move(bench, source, MovementKind.COUNT, 12)
    _sells(bench, source, "o1", status)
    told.sick = True
    _move(bench, source, MovementKind.SALE, -1)
    told.sick = False
    _says(bench, source, 11)
    assert _open(bench) == []
    assert told.levels[-1].units == 10


@MET
def test_a_number_that_is_ahead_of_its_order_is_explained_by_it(
    bench: Bench, source: Connection, told: Told, status: OrderStatus
) -> None:
    """The count is met before the order that made it: the question ends when the order comes."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 11)
    assert [(one.ours, one.theirs) for one in _open(bench)] == [(12, 11)]
    _move(bench, source, MovementKind.SALE, -1)
    _sells(bench, source, "o1", status)
    _says(bench, source, 11)
    assert _open(bench) == []
    assert told.levels[-1].units == 10


def test_a_number_of_its_own_waits_for_somebody(
    bench: Bench, source: Connection, told: Told
) -> None:
    """A count there that nothing explains stays a question."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 50)
    (waiting,) = _open(bench)
    assert (waiting.ours, waiting.theirs) == (12, 50)


def _settled(bench: Bench, how: Settled) -> stock.Conflict:
    with bench.database.write() as tx:
        (waiting,) = stock.conflicts(tx)
        done = stock.settle_conflict(tx, waiting.id, how, "mei", bench.clock.now())
        tell_shops(tx, AvailabilityChanged((done.variant_id,)))
        return done


def test_meanwhile_a_shop_sells_no_more_than_the_smaller_number(
    bench: Bench, source: Connection, told: Told
) -> None:
    """It shows 50, we have 12: it is told 12, and less with each sale; its 50 stays a question."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 50)
    assert [one.units for one in told.levels] == [12, 12]
    _says(bench, source, 12)
    _move(bench, source, MovementKind.SALE, -1)
    assert [one.units for one in told.levels] == [12, 12, 11]
    _says(bench, source, 11)
    _says(bench, source, 10)
    assert [(one.ours, one.theirs) for one in _open(bench)] == [(12, 50)]
    assert len(told.levels) == 3


def test_a_shop_that_shows_less_is_left_alone(bench: Bench, source: Connection, told: Told) -> None:
    """It shows 3, we have 12: its number is on the safe side, so nothing is written over it."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 3)
    _move(bench, source, MovementKind.SALE, -1)
    assert [one.units for one in told.levels] == [12]
    _move(bench, source, MovementKind.SALE, -9)
    assert [one.units for one in told.levels] == [12, 2]


def test_what_was_sold_while_it_was_asked_is_not_booked_again(
    bench: Bench, source: Connection, told: Told
) -> None:
    """The shop's 50 is right: less the one sold since, 49 are there, and it hears that."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 50)
    _move(bench, source, MovementKind.SALE, -1)
    _says(bench, source, 11)
    done = _settled(bench, Settled.THEIRS)
    assert (done.ours, done.theirs, done.settled_to) == (11, 49, 49)
    _says(bench, source, 11)
    assert _open(bench) == []
    assert told.levels[-1].units == 49


def test_our_number_holds_after_it_was_told_meanwhile(
    bench: Bench, source: Connection, told: Told
) -> None:
    """What the shop was told while it was asked is what both agree on, and is told once."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 50)
    _move(bench, source, MovementKind.SALE, -1)
    _settled(bench, Settled.OURS)
    _says(bench, source, 11)
    _move(bench, source, MovementKind.SALE, -1)
    assert _open(bench) == []
    assert [one.units for one in told.levels] == [12, 12, 11, 10]


def test_a_new_number_there_replaces_the_question(
    bench: Bench, source: Connection, told: Told
) -> None:
    """Somebody types 60 into the shop after we told it 12: that is asked, and 12 told again."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 50)
    _says(bench, source, 60)
    assert [(one.ours, one.theirs) for one in _open(bench)] == [(12, 60)]
    assert [one.units for one in told.levels] == [12, 12, 12]


@MET
def test_an_order_explains_a_number_although_less_was_told_meanwhile(
    bench: Bench, source: Connection, told: Told, status: OrderStatus
) -> None:
    """The count is ahead of its order, and somebody else sells two: nothing stays in question."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 11)
    _move(bench, source, MovementKind.SALE, -2)
    assert told.levels[-1].units == 10
    _sells(bench, source, "o1", status)
    bench.work(source)
    assert told.levels[-1].units == 9
    _says(bench, source, 9)
    assert _open(bench) == []


def test_the_shop_is_told_how_it_was_settled(bench: Bench, source: Connection, told: Told) -> None:
    """When our number holds, the shop hears it again although it was told before."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 50)
    with bench.database.write() as tx:
        (waiting,) = stock.conflicts(tx)
        stock.settle_conflict(tx, waiting.id, Settled.OURS, "mei", bench.clock.now())
    _says(bench, source, 50)
    assert _open(bench) == []
    assert [one.units for one in told.levels] == [12, 12, 12]


def test_what_was_read_before_it_was_told_is_no_news(
    bench: Bench, source: Connection, told: Told
) -> None:
    """A page that was fetched before our number arrived says the old one, and asks nothing."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 12)
    fetched = bench.clock.now()
    _move(bench, source, MovementKind.SALE, -1)
    bench.clock.forward(MINUTE)
    with bench.database.write() as tx:
        late = Delivery(source.source_id, bench.clock.now())
        counts.keep(tx, late, [StockCount("p1", 12, fetched)])
    assert _open(bench) == []


RULES = pytest.mark.parametrize("rule", [CountRule.NEWEST, CountRule.LOWEST])


def _by_rule(bench: Bench, rule: CountRule) -> None:
    with bench.database.write() as tx:
        preferences.change(tx, "mei", StockPreferences(counts=rule), NOW)


def _units(bench: Bench, source: Connection) -> float | None:
    with bench.database.read() as tx:
        product = catalog.ids_of(tx, source.source_id, ["p1"])["p1"]
        return stock.available(tx, [product], source.source_id, bench.clock.now())[product].units


@MET
@RULES
def test_a_rule_counts_a_sale_once_whose_order_comes_after_the_number(
    bench: Bench, source: Connection, told: Told, status: OrderStatus, rule: CountRule
) -> None:
    """The shop's eleven is ahead of the order that made it: eleven remain when it has come."""
    _by_rule(bench, rule)
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 11)
    _sells(bench, source, "o1", status)
    bench.work(source)
    _says(bench, source, 11)
    assert (_units(bench, source), _open(bench)) == (11, [])


@RULES
def test_a_rule_settles_what_no_order_explains(
    bench: Bench, source: Connection, told: Told, rule: CountRule
) -> None:
    """Somebody counts eight in the shop: said twice, it holds."""
    _by_rule(bench, rule)
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 8)
    _says(bench, source, 8)
    assert (_units(bench, source), _open(bench)) == (8, [])


def _price(bench: Bench, source: Connection, amount: int) -> str:
    """Set a price by hand, and let it be heard of; returns the edit."""
    bench.clock.forward(MINUTE)
    with bench.database.write() as tx:
        product = catalog.ids_of(tx, source.source_id, ["p1"])["p1"]
        named = f"{product}.EUR"
        made = catalog.edit(tx, [Edit(product, f"price.{named}", amount)], "a", bench.clock.now())
        Telling(bench.clock).prices(tx, OwnPricesSet((product,), (named,)))
    bench.work(source)
    return made


def _message(bench: Bench, source: Connection, entity: Entity, key: str) -> Message:
    with bench.database.read() as tx:
        (one,) = messages_of(tx, source.source_id, entity, key)
    return one


def test_a_price_set_by_hand_reaches_the_shop_that_wants_it(
    bench: Bench, source: Connection, told: Told
) -> None:
    """Only after it was switched on; the outcome is kept."""
    _price(bench, source, 1190)
    assert told.prices == []
    bench.sources.connections.tell(source.source_id, Can.WRITE_PRICE, True, SYSTEM)
    _price(bench, source, 1290)
    assert told.prices == [("p1", 1290)]
    assert _message(bench, source, Entity.PRODUCTS, "p1").state is MessageState.TOLD


def test_an_edit_of_a_price_and_its_undo_are_news(bench: Bench, source: Connection) -> None:
    """Whoever hears of it learns which price of which product; other edits are no news."""
    heard: list[tuple[str, ...]] = []
    subscriptions = Subscriptions().on(OwnPricesSet, lambda _, event: heard.append(event.prices))
    made = _price(bench, source, 1190)
    with bench.database.write() as tx:
        product = catalog.ids_of(tx, source.source_id, ["p1"])["p1"]
        catalog.undo_edit(tx, made, "a", bench.clock.now())
        catalog.edit(tx, [Edit(product, "brand", "Lin")], "a", bench.clock.now())
        Dispatcher(bench.database, subscriptions).dispatch(tx)
        waiting = [one.payload for one in jobs.newest(tx, (State.WAITING,), "outbox.deliver")]
    assert str(waiting).count(f"{product}.EUR") == 2


def test_a_refused_price_says_why_and_can_be_told_again(
    bench: Bench, source: Connection, told: Told
) -> None:
    """The sentence stands beside it in both languages until the shop takes it."""
    bench.sources.connections.tell(source.source_id, Can.WRITE_PRICE, True, SYSTEM)
    told.stubborn = True
    _price(bench, source, 1190)
    one = _message(bench, source, Entity.PRODUCTS, "p1")
    assert one.state is MessageState.REFUSED
    assert one.told is not None
    assert "too late" in one.told["en"]
    told.stubborn = False
    with bench.database.read() as tx:
        product = catalog.get(tx, catalog.ids_of(tx, source.source_id, ["p1"])["p1"])
    bench.sources.write_back.ask_prices(source.source_id, price_changes(product), SYSTEM)
    bench.work(source)
    one = _message(bench, source, Entity.PRODUCTS, "p1")
    assert (one.state, one.told) == (MessageState.TOLD, None)
    assert bench.sources.connections.refusals(source.source_id) == []


def test_after_an_outage_only_the_last_price_is_told(
    bench: Bench, source: Connection, told: Told
) -> None:
    """An old price that could not be told never comes after a newer one."""
    bench.sources.connections.tell(source.source_id, Can.WRITE_PRICE, True, SYSTEM)
    told.sick = True
    _price(bench, source, 1190)
    waiting = _message(bench, source, Entity.PRODUCTS, "p1")
    assert waiting.state is MessageState.WAITING
    assert waiting.told is not None
    told.sick = False
    _price(bench, source, 1290)
    bench.clock.forward(timedelta(hours=1))
    bench.work(source)
    assert told.prices == [("p1", 1290)]


def test_a_parcel_sent_here_is_told_to_the_shop_of_its_order(
    bench: Bench, source: Connection, told: Told
) -> None:
    """With its number; picking is no news to the shop, and who switched it off hears nothing."""
    _sells(bench, source, "o1", OrderStatus.PAID)
    (order,) = bench.orders()
    shipped = FulfilmentChanged("f", order.id, "ship", "shipped", "DHL", "00340")
    for on in (False, True):
        bench.sources.connections.tell(source.source_id, Can.WRITE_ORDER, on, SYSTEM)
        with bench.database.write() as tx:
            telling = Telling(bench.clock)
            telling.parcels(tx, replace(shipped, state="ready"))
            telling.parcels(tx, shipped)
        bench.work(source)
    assert told.stages == [("o1", OrderStatus.SHIPPED, "00340")]
    assert _message(bench, source, Entity.ORDERS, "o1").state is MessageState.TOLD


def test_a_shop_that_takes_no_orders_cannot_be_switched_on(bench: Bench) -> None:
    """The sentence says which kind cannot do what."""
    made = bench.connect(ConnectionDraft("webhook", "", "Plain", {}, {}))
    with pytest.raises(CannotDo):
        bench.sources.connections.tell(made.source_id, Can.WRITE_ORDER, True, SYSTEM)


def _pushes(bench: Bench, source: Connection, units: float) -> None:
    """A shop that is never asked says once what can be sold there."""
    bench.clock.forward(MINUTE)
    now = bench.clock.now()
    with bench.database.write() as tx:
        counts.keep(tx, Delivery(source.source_id, now), [StockCount("p1", units, now)])
    bench.work(source)


@MET
@RULES
def test_a_number_that_is_pushed_before_its_order_counts_the_sale_once(
    bench: Bench, source: Connection, told: Told, status: OrderStatus, rule: CountRule
) -> None:
    """The rule takes eleven at once; the order that made it eleven leaves it so, also once sent."""
    _by_rule(bench, rule)
    _move(bench, source, MovementKind.COUNT, 12)
    _pushes(bench, source, 11)
    assert (_units(bench, source), _open(bench)) == (11, [])
    _sells(bench, source, "o1", status, ago=5 * MINUTE)
    assert _units(bench, source) == 11
    _sells(bench, source, "o1", OrderStatus.SHIPPED, ago=6 * MINUTE)
    assert _units(bench, source) == 11
    _sells(bench, source, "o2", status)
    assert _units(bench, source) == 10


@MET
def test_whoever_presses_theirs_before_the_order_comes_counts_it_once(
    bench: Bench, source: Connection, told: Told, status: OrderStatus
) -> None:
    """A person is as quick as a rule; taking the answer back leaves our number less the order."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 11)
    done = _settled(bench, Settled.THEIRS)
    _sells(bench, source, "o1", status, ago=5 * MINUTE)
    assert _units(bench, source) == 11
    if status is OrderStatus.PAID:
        with bench.database.write() as tx:
            stock.reopen(tx, done.id, bench.clock.now())
        assert _units(bench, source) == 11


def test_an_order_placed_after_a_settled_number_is_taken_from_it(
    bench: Bench, source: Connection, told: Told
) -> None:
    """Eleven were right; what is sold after that leaves ten."""
    _move(bench, source, MovementKind.COUNT, 12)
    _says(bench, source, 11)
    _settled(bench, Settled.THEIRS)
    _sells(bench, source, "o1", OrderStatus.PAID)
    assert _units(bench, source) == 10
