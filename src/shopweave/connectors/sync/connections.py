"""Connect shops, and what a person does with a connection: look now, pause, mend, disconnect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shopweave.commerce import sources
from shopweave.commerce.sources import Health, SourceDraft
from shopweave.connectors.contract import (
    Can,
    CannotDo,
    Entity,
    FieldsSeen,
    Kind,
    Mappable,
    ShopFacts,
    address_of,
)
from shopweave.connectors.sync import read
from shopweave.connectors.sync.errors import (
    AlreadyConnected,
    FieldMissing,
    UnknownField,
    WrongRhythm,
)
from shopweave.connectors.sync.records import connected, sent
from shopweave.connectors.sync.round import ask
from shopweave.connectors.sync.shops import Shops
from shopweave.connectors.sync.tell import tell_everything
from shopweave.connectors.sync.types import Connection, ConnectionDraft, Refusal, Values
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.trust import audit
from shopweave.trust.permissions import Principal

_SHORTEST, _LONGEST = 2, 86_400


@dataclass(frozen=True, slots=True)
class Connections:
    """Every use case about connections; `shops` knows the kinds and opens them."""

    shops: Shops

    def connect(self, draft: ConnectionDraft, by: Principal) -> Connection:
        """Try the shop, then keep the connection and begin to read.

        Raises a `Trouble` when the shop does not answer as it should, `FieldMissing`,
        `UnknownField`, `WrongRhythm` and `AlreadyConnected`.
        """
        kind = self.shops.kind(draft.kind)
        draft = _checked(kind, draft)
        with self.shops.database.read() as tx:
            self._refuse_twice(tx, draft.name)
        facts = self._try(draft, draft.secrets)
        now = self.shops.clock.now()
        with self.shops.database.write() as tx:
            source = sources.ensure(tx, _source(draft, facts), now)
            if not connected.add(tx, self._row(source.id, draft, by, now)):
                raise AlreadyConnected(name=draft.name)
            if kind.reached:
                ask(tx, source.id)
            detail = {"kind": draft.kind, "url": draft.url}
            audit.record(tx, by, "source.connected", f"source:{source.id}", detail, at=now)
            return read.one(tx, source.id)

    def every(self) -> list[Connection]:
        """All connections by name."""
        with self.shops.database.read() as tx:
            return read.every(tx)

    def one(self, source_id: str) -> Connection:
        """One connection; raises `NotConnected`."""
        with self.shops.database.read() as tx:
            return read.one(tx, source_id)

    def named(self, name: str) -> Connection:
        """One connection by the source's name or id; raises `NotConnected`."""
        with self.shops.database.read() as tx:
            return read.named(tx, name)

    def refusals(self, source_id: str, limit: int = 100) -> list[Refusal]:
        """What a source sent and that is not in."""
        with self.shops.database.read() as tx:
            return read.refusals(tx, source_id, limit)

    def secret(self, source_id: str, name: str) -> str:
        """One secret in the open, for showing a webhook's secret once; raises `NotConnected`."""
        with self.shops.database.read() as tx:
            return self.shops.secrets(tx, source_id).get(name, "")

    def sync_now(self, source_id: str, by: Principal) -> Connection:
        """Begin a round at once; also when it is not its turn after a trouble."""

        def begin(tx: Transaction, _: Connection) -> Values:
            ask(tx, source_id)
            return {"next_at": self.shops.clock.now()}

        return self._change(source_id, by, "source.sync_asked", begin)

    def read_again(self, source_id: str, by: Principal) -> Connection:
        """Read everything from the beginning; what is the same changes nothing."""

        def begin(tx: Transaction, _: Connection) -> Values:
            connected.forget_cursors(tx, source_id)
            ask(tx, source_id)
            return {"trouble": None, "trouble_since": None}

        return self._change(source_id, by, "source.read_again", begin)

    def pause(self, source_id: str, by: Principal) -> Connection:
        """Look no more until it is resumed."""
        return self._change(source_id, by, "source.paused", lambda *_: {"paused": True})

    def resume(self, source_id: str, by: Principal) -> Connection:
        """Look again."""
        again = {"paused": False, "next_at": self.shops.clock.now()}
        return self._change(source_id, by, "source.resumed", lambda *_: again)

    def replace_secrets(
        self, source_id: str, secrets: Mapping[str, str], by: Principal
    ) -> Connection:
        """Try the shop with other secrets, then keep them; those left out stay as they are."""
        connection = self.one(source_id)
        given = {name: text for name, text in secrets.items() if text}
        self._refuse_unknown(connection.kind, given)
        with self.shops.database.read() as tx:
            whole = self.shops.secrets(tx, source_id) | given
        with self.shops.open_with(connection, whole) as shop:
            shop.check()
        sealed = self.shops.seal(source_id, whole)
        return self._mend(source_id, by, "source.secrets_replaced", {"secrets": sealed})

    def allow_private(self, source_id: str, by: Principal) -> Connection:
        """Let a connection lead into the own network."""
        return self._mend(source_id, by, "source.private_allowed", {"private": True})

    def move(self, source_id: str, url: str, by: Principal) -> Connection:
        """Reach a shop at another address; tried first."""
        moved = replace(self.one(source_id), url=address_of(url))
        with self.shops.open(moved) as shop:
            shop.check()
        return self._mend(source_id, by, "source.moved", {"url": moved.url})

    def set_options(self, source_id: str, options: Mapping[str, str], by: Principal) -> Connection:
        """Change options, such as which field means what; the others stay."""
        whole = {**self.one(source_id).options, **options}
        return self._mend(source_id, by, "source.options_changed", {"options": whole})

    def fields(self, source_id: str) -> Mapping[Entity, FieldsSeen]:
        """A shop's own fields and what they are taken for; raises a `Trouble`."""
        with self.shops.open(self.one(source_id)) as shop:
            return shop.fields() if isinstance(shop, Mappable) else {}

    def keep_stock(self, source_id: str, on: bool, by: Principal) -> Connection:
        """Begin or end to tell a shop what it can sell."""
        action = "source.write_back_on" if on else "source.write_back_off"

        def begin(tx: Transaction, _: Connection) -> Values:
            if on:
                tell_everything(tx, source_id)
            return {"write_stock": on}

        return self._change(source_id, by, action, begin)

    def tell(self, source_id: str, can: Can, on: bool, by: Principal) -> Connection:
        """Begin or end to tell a shop the prices that are set here, or what becomes of its orders.

        can: WRITE_PRICE or WRITE_ORDER. Raises `CannotDo` where the kind knows no such thing.
        """
        if can not in self.shops.kind(self.one(source_id).kind).can:
            raise CannotDo(kind=self.one(source_id).kind, what=can.value)
        action = "source.write_back_on" if on else "source.write_back_off"
        column = "write_prices" if can is Can.WRITE_PRICE else "write_orders"
        return self._mend(source_id, by, action, {column: on})

    def accept(self, source_id: str, external_ids: list[str], by: Principal) -> Connection:
        """Let in orders that were held back as doubles, and read everything again."""
        with self.shops.database.write() as tx:
            sent.accept(tx, source_id, external_ids)
        return self.read_again(source_id, by)

    def disconnect(self, source_id: str, by: Principal) -> str:
        """Forget how a shop is reached, with its secrets; what came from it stays.

        Returns its name. Raises `NotConnected`.
        """
        now = self.shops.clock.now()
        with self.shops.database.write() as tx:
            connection = read.one(tx, source_id)
            connected.remove(tx, source_id)
            sources.report(tx, source_id, Health.NEW, now)
            audit.record(tx, by, "source.disconnected", f"source:{source_id}", at=now)
        return connection.name

    def _mend(self, source_id: str, by: Principal, action: str, values: Values) -> Connection:
        """Change a connection, and look at once whether that has helped."""

        def again(tx: Transaction, _: Connection) -> Values:
            ask(tx, source_id)
            fresh = {"trouble": None, "trouble_since": None, "failures": 0}
            return {**values, **fresh, "next_at": self.shops.clock.now()}

        return self._change(source_id, by, action, again)

    def _change(
        self,
        source_id: str,
        by: Principal,
        action: str,
        values: Callable[[Transaction, Connection], Values],
    ) -> Connection:
        now = self.shops.clock.now()
        with self.shops.database.write() as tx:
            connected.change(tx, source_id, values(tx, read.one(tx, source_id)))
            audit.record(tx, by, action, f"source:{source_id}", at=now)
            return read.one(tx, source_id)

    def _refuse_twice(self, tx: Transaction, name: str) -> None:
        if any(one.name == name for one in read.every(tx)):
            raise AlreadyConnected(name=name)

    def _refuse_unknown(self, kind_name: str, given: Mapping[str, str]) -> None:
        kind = self.shops.kind(kind_name)
        _refuse_unknown(kind, given, [one.name for one in kind.fields if one.secret])

    def _try(self, draft: ConnectionDraft, secrets: Mapping[str, str]) -> ShopFacts:
        with self.shops.open_with(self._imagined(draft), secrets) as shop:
            return shop.check()

    def _imagined(self, draft: ConnectionDraft) -> Connection:
        """The connection as it would be, to try it."""
        now = self.shops.clock.now()
        wanted = _source(draft, ShopFacts())
        return Connection(
            source_id="",
            name=draft.name,
            kind=draft.kind,
            url=draft.url,
            options=draft.options,
            private=draft.private,
            write_stock=False,
            write_prices=False,
            write_orders=False,
            paused=False,
            every_seconds=draft.every_seconds,
            next_at=now,
            tried_at=None,
            synced_at=None,
            reconciled_at=None,
            failures=0,
            trouble=None,
            trouble_since=None,
            created_at=now,
            currency=wanted.currency,
            time_zone=wanted.time_zone,
        )

    def _row(self, source_id: str, draft: ConnectionDraft, by: Principal, now: datetime) -> Values:
        return {
            "source_id": source_id,
            "kind": draft.kind,
            "url": draft.url,
            "options": dict(draft.options),
            "secrets": self.shops.seal(source_id, draft.secrets),
            "private": draft.private,
            "write_stock": draft.write_stock,
            "write_prices": False,
            "write_orders": False,
            "paused": False,
            "every_seconds": draft.every_seconds,
            "next_at": now + timedelta(seconds=draft.every_seconds),
            "failures": 0,
            "reconciled_at": now,
            "created_at": now,
            "created_by": by.id,
        }


def _checked(kind: Kind, draft: ConnectionDraft) -> ConnectionDraft:
    """A draft that can be tried, with defaults filled in and a webhook's secret made up."""
    _refuse_unknown(kind, {**draft.secrets, **draft.options}, [one.name for one in kind.fields])
    if not _SHORTEST <= draft.every_seconds <= _LONGEST:
        raise WrongRhythm(seconds=draft.every_seconds)
    given = {one.name: one.default for one in kind.fields} | {
        name: text.strip() for name, text in {**draft.options, **draft.secrets}.items() if text
    }
    if kind.own_secret:
        given["secret"] = given.get("secret") or ids.new() + ids.new()
    for one in kind.fields:
        if one.required and not given.get(one.name):
            raise FieldMissing(field=one.label["en"], kind=kind.title["en"])
    secret = {one.name for one in kind.fields if one.secret} | ({"secret"} & set(given))
    return replace(
        draft,
        url=address_of(draft.url) if kind.reached else "",
        name=draft.name.strip() or kind.name,
        secrets={name: text for name, text in given.items() if name in secret and text},
        options={name: text for name, text in given.items() if name not in secret and text},
        write_stock=draft.write_stock and Can.WRITE_STOCK in kind.can,
    )


def _refuse_unknown(kind: Kind, given: Mapping[str, str], known: list[str]) -> None:
    for name in given:
        if name not in known:
            raise UnknownField(kind=kind.name, field=name, fields=", ".join(known))


def _source(draft: ConnectionDraft, facts: ShopFacts) -> SourceDraft:
    currency = draft.currency or facts.currency or "EUR"
    return SourceDraft(
        draft.name, draft.kind, currency, draft.time_zone or facts.time_zone or "UTC"
    )
