"""Tell shops what has changed here: what they can sell, what it costs, how far orders are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from shopweave.commerce import catalog, stock
from shopweave.commerce.catalog import Name, Price
from shopweave.commerce.orders import OrderStatus
from shopweave.commerce.stock import Conflict
from shopweave.connectors.contract import (
    Can,
    CannotDo,
    Connector,
    Entity,
    OrderChange,
    PriceChange,
    Refused,
    StockLevel,
    Trouble,
)
from shopweave.connectors.sync import health, read
from shopweave.connectors.sync.errors import NotConnected
from shopweave.connectors.sync.keep import Kept
from shopweave.connectors.sync.records import connected, messages, sent
from shopweave.connectors.sync.records.connected import Spot
from shopweave.connectors.sync.round import Rounds
from shopweave.connectors.sync.tell import (
    ORDERS,
    PRICES,
    STOCK,
    ask,
    order_row,
    price_row,
    questions,
)
from shopweave.connectors.sync.types import Between, Connection, Message, MessageState
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import Handlers, JobContext
from shopweave.foundation.problems import Problem
from shopweave.trust import audit
from shopweave.trust.permissions import Principal

_AT_ONCE = 100
Levels = dict[str, tuple[Name, float]]
Row = Mapping[str, Any]
Say = Callable[[Connector], Sequence[Refused]]


@dataclass(frozen=True, slots=True)
class WriteBack:
    """Asks for and does the telling. A job that fails is tried again; it tells what holds then."""

    rounds: Rounds

    def attach(self, handlers: Handlers) -> None:
        """Register the jobs."""
        handlers.on(STOCK, self.stock, keep=False)
        handlers.on(PRICES, self.prices)
        handlers.on(ORDERS, self.orders)

    def ask_prices(self, source_id: str, changes: Sequence[PriceChange], by: Principal) -> str:
        """Let a shop be told prices; returns the job. Raises `NotConnected` and `CannotDo`."""
        rows = [price_row(one) for one in changes]
        return self._ask(source_id, Can.WRITE_PRICE, Entity.PRODUCTS, rows, by)

    def ask_order(self, source_id: str, change: OrderChange, by: Principal) -> str:
        """Let a shop be told of an order; returns the job. Raises as `ask_prices`."""
        return self._ask(source_id, Can.WRITE_ORDER, Entity.ORDERS, [order_row(change)], by)

    def stock(self, job: JobContext) -> None:
        """Tell a shop what it can sell, of the variants whose number it does not have yet."""
        connection = self._find(job)
        if connection is None or not connection.write_stock:
            return
        for some in self._levels(connection, job.payload["variants"]):
            levels = [
                StockLevel(name.product, units, name.variant, name.sku)
                for name, units in some.values()
            ]
            refused = self._tell(connection, partial(_write_stock, levels))
            wrong = {one.external_id for one in refused}
            said = {
                variant: units
                for variant, (name, units) in some.items()
                if (name.variant or name.product) not in wrong
            }
            with self.rounds.shops.database.write() as tx:
                self._note(tx, connection.source_id, said)

    def prices(self, job: JobContext) -> None:
        """Tell a shop the prices that wait."""
        self._messages(job, Entity.PRODUCTS)

    def orders(self, job: JobContext) -> None:
        """Tell a shop how far orders are, of those that wait."""
        self._messages(job, Entity.ORDERS)

    def _messages(self, job: JobContext, entity: Entity) -> None:
        """Tell what waits, in portions; a message keeps how that went."""
        connection = self._find(job)
        while connection is not None and (some := self._waiting(connection, entity)):
            try:
                refused = self._tell(connection, partial(_write, entity, some), entity)
            except Trouble as trouble:
                self._mark(some, {"told": _both(trouble)})
                raise
            now = self.rounds.shops.clock.now()
            why = {one.external_id: _both(one.problem) for one in refused}
            wrong = [one for one in some if _name(one) in why]
            taken = [one for one in some if _name(one) not in why]
            self._mark(taken, {"state": MessageState.TOLD.value, "told": None, "done_at": now})
            self._forgive(connection, entity, taken)
            for one in wrong:
                no = {"state": MessageState.REFUSED.value, "told": why[_name(one)], "done_at": now}
                self._mark([one], no)

    def _forgive(self, connection: Connection, entity: Entity, taken: Sequence[Message]) -> None:
        """What the shop takes now stands among its refusals no longer."""
        with self.rounds.shops.database.write() as tx:
            sent.clear_refusals(tx, connection.source_id, entity, [_name(one) for one in taken])

    def _waiting(self, connection: Connection, entity: Entity) -> list[Message]:
        with self.rounds.shops.database.read() as tx:
            return messages.waiting(tx, connection.source_id, entity, _AT_ONCE)

    def _mark(self, some: Sequence[Message], values: Mapping[str, Any]) -> None:
        with self.rounds.shops.database.write() as tx:
            for one in some:
                messages.mark(tx, one, values)

    def _levels(self, connection: Connection, variants: Sequence[str] | None) -> Iterator[Levels]:
        """What is news to the shop, in portions."""
        source = connection.source_id
        with self.rounds.shops.database.read() as tx:
            names = catalog.names_of(tx, source, variants)
            now = self.rounds.shops.clock.now()
            found = stock.available(tx, names, source, now)
            last = connected.between(tx, source, list(names))
            asked = _shown(questions(tx, source), last)
        news = {
            variant: (names[variant], one.units)
            for variant, one in found.items()
            if one.units is not None and _is_news(variant, one.units, last, asked)
        }
        keys = sorted(news)
        for start in range(0, len(keys), _AT_ONCE):
            yield {key: news[key] for key in keys[start : start + _AT_ONCE]}

    def _note(self, tx: Transaction, source: str, said: Mapping[str, float]) -> None:
        now = self.rounds.shops.clock.now()
        asked = {variant for variant, _ in questions(tx, source)}
        meanwhile = {variant: units for variant, units in said.items() if variant in asked}
        agreed = {variant: units for variant, units in said.items() if variant not in asked}
        connected.keep_meanwhile(tx, source, meanwhile, now)
        connected.keep_told(tx, source, agreed, now)

    def _tell(
        self, connection: Connection, say: Say, entity: Entity = Entity.STOCK
    ) -> Sequence[Refused]:
        """Speak to the shop; a trouble stands at the source, and the job is tried again."""
        try:
            with self.rounds.shops.open(connection) as shop:
                refused = say(shop)
        except Trouble as trouble:
            with self.rounds.shops.database.write() as tx:
                health.ill(tx, connection, trouble, self.rounds.shops.clock.now())
            raise
        if refused:
            with self.rounds.shops.database.write() as tx:
                keeper = self.rounds.keeper(connection)
                keeper.note(tx, Kept(refused=[(entity, one) for one in refused]))
        return refused

    def _ask(
        self, source_id: str, can: Can, entity: Entity, rows: Sequence[Row], by: Principal
    ) -> str:
        with self.rounds.shops.database.write() as tx:
            connection = read.one(tx, source_id)
            if can not in self.rounds.shops.kind(connection.kind).can:
                raise CannotDo(kind=connection.kind, what=can.value)
            now = self.rounds.shops.clock.now()
            audit.record(tx, by, f"source.{can.value}", f"source:{source_id}", at=now)
            return ask(tx, source_id, entity, rows, now)

    def _find(self, job: JobContext) -> Connection | None:
        try:
            with self.rounds.shops.database.read() as tx:
                found = read.one(tx, job.payload["source"])
        except NotConnected:
            return None
        return None if found.paused else found


def _shown(questions: Mapping[Spot, Conflict], last: Mapping[str, Between]) -> dict[str, float]:
    """What the shop shows of the variants in question: what it says, or was told meanwhile."""
    says: dict[str, dict[str, float]] = {}
    for (variant, place), one in questions.items():
        before = says.setdefault(variant, dict(last[variant].said) if variant in last else {})
        before[place] = one.theirs
    shown = {variant: sum(at.values()) for variant, at in says.items()}
    told = {variant: one.meanwhile.units for variant, one in last.items() if one.meanwhile}
    return {variant: told.get(variant, units) for variant, units in shown.items()}


def _is_news(
    variant: str, units: float, last: Mapping[str, Between], asked: Mapping[str, float]
) -> bool:
    """Whether to tell a number; while one is in question, only a smaller one, to be safe."""
    if variant in asked:
        return units < asked[variant]
    return variant not in last or last[variant].settled.units != units


def _write_stock(levels: Sequence[StockLevel], shop: Connector) -> Sequence[Refused]:
    return shop.write_stock(levels)


def _write(entity: Entity, some: Sequence[Message], shop: Connector) -> Sequence[Refused]:
    if entity is Entity.PRODUCTS:
        return shop.write_prices([_price(one.what) for one in some])
    rows = [{**one.what, "status": OrderStatus(one.what["status"])} for one in some]
    return shop.write_orders([OrderChange(**row) for row in rows])


def _price(row: Row) -> PriceChange:
    price = Price(row["amount"], row["currency"], row["compare_at"])
    return PriceChange(row["product"], price, row["variant"])


def _name(one: Message) -> str:
    """By what a shop names the thing when it refuses it."""
    return str(one.what.get("variant") or one.external_id)


def _both(problem: Problem) -> dict[str, str]:
    return {tongue: problem.sentence(tongue) for tongue in ("en", "zh")}
