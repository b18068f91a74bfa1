"""What may be sold: a reference model beside the record, and three channels at once."""

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run
from sqlalchemy import text

from shopweave.commerce import catalog, orders, places, sources, stock
from shopweave.commerce.catalog import ProductDraft
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import OPEN, LineDraft, OrderDraft, OrderStatus
from shopweave.commerce.places import PlaceDraft
from shopweave.commerce.stock import (
    MovementDraft,
    MovementKind,
    Need,
    NotEnough,
    ReservationDraft,
    ReservationKind,
    ReservationState,
    Safety,
    SafetyScope,
    StockPreferences,
)
from shopweave.foundation import preferences
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.trust.vault import Keyring, Vault

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CHANNELS, STORES, GOODS = ("amazon", "shop", "till"), ("north", "south"), ("TEA", "CUP")
TABLES = (
    "stock_movements", "stock_levels", "stock_reservations", "stock_reservation_lines",
    "stock_safety", "stock_conflicts", "stock_reports", "orders", "order_lines", "outbox",
)  # fmt: skip


@dataclass
class Kept:
    """A reservation as the model remembers it."""

    variant: str
    shares: dict[str, float]
    until: datetime | None
    living: bool = True


@dataclass
class Model:
    """Counts, reservations and safety stock in three dictionaries."""

    on_hand: dict[tuple[str, str], float] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)
    safety: dict[str, float] = field(default_factory=dict)
    now: datetime = NOW

    def reserved(self, variant: str, place: str) -> float:
        """Units that living reservations keep at a place."""
        return sum(
            one.shares.get(place, 0)
            for one in self.kept.values()
            if one.variant == variant and one.living and (one.until is None or one.until > self.now)
        )

    def free(self, variant: str, places: tuple[str, ...]) -> float:
        """Units for nobody yet."""
        return sum(self.on_hand[variant, p] - self.reserved(variant, p) for p in places)

    def available(self, variant: str, channel: str, places: tuple[str, ...]) -> float:
        """What a channel may sell."""
        return max(0.0, self.free(variant, places) - self.safety.get(channel, 0))


class Stock(RuleBasedStateMachine):
    """Does in the record what its model does in memory."""

    database: Database

    @initialize()
    def open(self) -> None:
        """Open the shop anew."""
        self.model, self.number = Model(), 0
        self.directory = Directory(Vault(Keyring.generate(), ManualClock(NOW)))
        with self.database.write() as tx:
            for table in TABLES:
                tx.connection.execute(text(f"DELETE FROM {table}"))
            self.channels = {
                name: sources.ensure(tx, sources.SourceDraft(name, "api"), NOW).id
                for name in CHANNELS
            }
            self.places = places.ensure(tx, [PlaceDraft(n, n) for n in STORES], NOW)
            shop = Delivery(self.channels["shop"], NOW)
            drafts = [ProductDraft(code, code) for code in GOODS]
            self.goods = catalog.upsert(tx, shop, drafts).ids
            serving = {self.channels["amazon"]: (self.places["north"],)}
            preferences.change(tx, "test", StockPreferences(serving=serving), NOW)
        for variant in self.goods.values():
            for place in self.places.values():
                self.model.on_hand[variant, place] = 0.0
                self._count(variant, place, 3)

    def _serving(self, channel: str) -> tuple[str, ...]:
        every = tuple(self.places.values())
        return (self.places["north"],) if channel == "amazon" else every

    def _key(self) -> str:
        self.number += 1
        return f"k{self.number}"

    def _count(self, variant: str, place: str, units: int) -> None:
        names = {v: k for k, v in (self.goods | self.places).items()}
        self.model.now += timedelta(seconds=1)
        draft = MovementDraft(
            self._key(),
            names[variant],
            MovementKind.COUNT,
            units,
            self.model.now,
            place=names[place],
        )
        with self.database.write() as tx:
            done = stock.upsert(tx, Delivery(self.channels["shop"], self.model.now), [draft])
        assert done.created == 1
        self.model.on_hand[variant, place] = units

    @rule(code=st.sampled_from(GOODS), store=st.sampled_from(STORES), units=st.integers(0, 6))
    def count(self, code: str, store: str, units: int) -> None:
        """Count a shelf."""
        self._count(self.goods[code], self.places[store], units)

    @rule(channel=st.sampled_from(CHANNELS), units=st.integers(0, 3))
    def keep_back(self, channel: str, units: int) -> None:
        """Set a channel's safety stock."""
        safety = Safety(SafetyScope.DEFAULT, "", self.channels[channel], units)
        with self.database.write() as tx:
            stock.set_safety(tx, safety, self.model.now)
        self.model.safety[channel] = units

    @rule(
        channel=st.sampled_from(CHANNELS),
        code=st.sampled_from(GOODS),
        units=st.integers(1, 4),
        store=st.none() | st.sampled_from(STORES),
        minutes=st.none() | st.integers(1, 60),
    )
    def reserve(
        self, channel: str, code: str, units: int, store: str | None, minutes: int | None
    ) -> None:
        """Keep goods, or be refused when the model says so."""
        variant, model = self.goods[code], self.model
        place = self.places[store] if store else None
        until = model.now + timedelta(minutes=minutes) if minutes else None
        draft = ReservationDraft(
            self._key(),
            ReservationKind.BASKET,
            (Need(variant, variant, units, place),),
            self.channels[channel],
            expires_at=until,
        )
        may = model.available(variant, channel, self._serving(channel))
        if place:
            every = tuple(self.places.values())
            least = min(model.free(variant, (place,)), model.free(variant, every))
            may = max(0.0, least - model.safety.get(channel, 0))
        with self.database.write() as tx:
            if units > may:
                with pytest.raises(NotEnough):
                    stock.reserve(tx, draft, model.now)
                return
            made = stock.reserve(tx, draft, model.now)
            assert stock.reserve(tx, draft, model.now) == made
        shares = {share.place_id: share.quantity for share in made.shares}
        assert sum(shares.values()) == units
        for key, given in shares.items():
            assert key in ((place,) if place else self._serving(channel))
            assert given <= model.free(variant, (key,))
        model.kept[draft.key] = Kept(variant, shares, until)

    @rule(pick=st.integers(0, 99))
    def release(self, pick: int) -> None:
        """Let something go."""
        keys = [k for k in self.model.kept if not k.startswith("order:")]
        if not keys:
            return
        key = keys[pick % len(keys)]
        with self.database.write() as tx:
            stock.release(tx, key, self.model.now)
        self.model.kept[key].living = False

    @rule(minutes=st.integers(1, 90), marked=st.booleans())
    def time_passes(self, minutes: int, marked: bool) -> None:
        """Let time pass; perhaps the job marks what ran out."""
        self.model.now += timedelta(minutes=minutes)
        if marked:
            with self.database.write() as tx:
                stock.expire(tx, self.model.now)

    @rule(
        code=st.sampled_from(GOODS),
        units=st.integers(1, 3),
        ways=st.sampled_from(
            [["paid"], ["paid", "shipped"], ["pending", "cancelled"], ["paid", "paid"]]
        ),
    )
    def order(self, code: str, units: int, ways: list[str]) -> None:
        """Sell in the shop, whatever is there, and send it or not."""
        number, variant, source = self._key(), self.goods[code], self.channels["shop"]
        for word in ways:
            status = OrderStatus(word)
            self.model.now += timedelta(seconds=1)
            self._say(source, number, code, units, status)
            with self.database.read() as tx:
                order_id = orders.ids_of(tx, source, [number])[number]
                shares = stock.shares_of(tx, [order_id])[order_id]
            given = {share.place_id: share.quantity for share in shares}
            assert sum(given.values()) == units
            self.model.kept[f"order:{order_id}"] = Kept(variant, given, None, status in OPEN)
            for place, some in given.items() if status is OrderStatus.SHIPPED else ():
                self.model.on_hand[variant, place] -= some

    def _say(self, source: str, number: str, code: str, units: int, status: OrderStatus) -> None:
        now, lines = self.model.now, (LineDraft(1, units, 500, code, code),)
        draft = OrderDraft(number, NOW, "EUR", lines, status=status, external_updated_at=now)
        draft = replace(draft, placed_at=now - timedelta(microseconds=1))
        with self.database.write() as tx:
            done = orders.upsert(tx, self.directory, Delivery(source, now), [draft])
        assert not done.rejected

    @invariant()
    def both_say_the_same(self) -> None:
        """Every channel may sell what the model says."""
        model = self.model
        with self.database.read() as tx:
            found = stock.by_channel(tx, self.goods.values(), self.channels.values(), model.now)
        for variant in self.goods.values():
            for name, source in self.channels.items():
                units = found[variant][source].units
                assert units == model.available(variant, name, self._serving(name))


def test_the_record_and_a_model_say_the_same(database: Database) -> None:
    """After any counts, orders, reservations and hours, each channel may sell what the model says.

    Nothing is kept twice, nothing is refused that is there, and what runs out counts no more.
    """
    run(
        type("StockHere", (Stock,), {"database": database}),
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    with database.read() as tx:
        assert stock.conflicts(tx) is not None


def test_three_channels_never_sell_one_unit_twice(database: Database, delivery: Delivery) -> None:
    """Three channels that reserve at once get all there is, and not one more."""
    with database.write() as tx:
        tea = catalog.upsert(tx, delivery, [ProductDraft("TEA", "Tea")]).ids["TEA"]
        count = MovementDraft("c", "TEA", MovementKind.COUNT, 40, NOW - timedelta(hours=1))
        stock.upsert(tx, delivery, [count])
    got: list[str] = []
    refused: list[str] = []

    def sell(channel: str) -> None:
        for number in range(20):
            key = f"{channel}-{number}"
            needs = (Need(tea, tea, 1),)
            draft = ReservationDraft(key, ReservationKind.BASKET, needs)
            try:
                with database.write() as tx:
                    stock.reserve(tx, draft, NOW)
                got.append(key)
            except NotEnough:
                refused.append(key)

    threads = [threading.Thread(target=sell, args=(channel,)) for channel in CHANNELS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as tx:
        left = stock.available(tx, [tea], None, NOW)[tea]
    assert (len(got), len(refused)) == (40, 20)
    assert (left.units, left.reserved) == (0, 40)


def test_the_same_key_keeps_once_and_other_goods_replace(
    database: Database, delivery: Delivery
) -> None:
    """A repeated call changes nothing; a changed basket holds its new goods alone."""
    with database.write() as tx:
        tea = catalog.upsert(tx, delivery, [ProductDraft("TEA", "Tea")]).ids["TEA"]
        count = MovementDraft("c", "TEA", MovementKind.COUNT, 5, NOW - timedelta(hours=1))
        stock.upsert(tx, delivery, [count])

        def keep(units: float) -> stock.Reservation:
            needs = (Need(tea, tea, units),)
            return stock.reserve(tx, ReservationDraft("b", ReservationKind.BASKET, needs), NOW)

        first = keep(2)
        assert keep(2) == first
        assert keep(5).id == first.id
        with pytest.raises(NotEnough):
            keep(6)
        assert stock.available(tx, [tea], None, NOW)[tea].reserved == 5
        assert stock.release(tx, "b", NOW).state is ReservationState.RELEASED
        with pytest.raises(stock.ReservationOver):
            keep(1)
