"""JSON routes of what is promised: availability, reservations, safety stock, differing counts."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import AwareDatetime, Field

from shopweave.commerce import catalog, places, sources, stock
from shopweave.commerce.api.batch import DEFAULT_SOURCE
from shopweave.commerce.api.errors import UnknownGoods
from shopweave.commerce.api.forms import Form, Key
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.sources import Source, SourceDraft
from shopweave.commerce.stock import (
    Need,
    Report,
    Reservation,
    ReservationDraft,
    ReservationKind,
    Safety,
    SafetyScope,
    Settled,
    StockPreferences,
)
from shopweave.foundation import preferences
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.trust import audit
from shopweave.trust.permissions import Permission, Principal, require

Reader = Annotated[Principal, require(Permission.STOCK_READ)]
Writer = Annotated[Principal, require(Permission.STOCK_WRITE)]
Named = Annotated[str | None, Query(max_length=120)]
Units = Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)]
Told = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
MINUTES_OF_A_DAY = 24 * 60


class NeedForm(Form):
    """Units of a product, by the source's own id or ours."""

    product: Key
    quantity: Units = 1
    variant: str | None = None
    place: str | None = None


class ReservationForm(Form):
    """What to keep. minutes: how long; absent, as the merchant said for the kind."""

    key: Key
    lines: Annotated[list[NeedForm], Field(min_length=1, max_length=200)]
    kind: ReservationKind = ReservationKind.BASKET
    reference: Annotated[str | None, Field(max_length=200)] = None
    minutes: Annotated[int | None, Field(ge=1, le=60 * MINUTES_OF_A_DAY)] = None
    latitude: Annotated[float | None, Field(ge=-90, le=90)] = None
    longitude: Annotated[float | None, Field(ge=-180, le=180)] = None


class SafetyForm(Form):
    """Units to keep back. product or category: neither for the default. source: every channel."""

    units: Told
    product: str | None = None
    variant: str | None = None
    category: str | None = None
    source: str | None = None


class ReportForm(Form):
    """What a source says it can sell."""

    product: Key
    quantity: Told
    variant: str | None = None
    place: str | None = None
    at: AwareDatetime | None = None


class ReportsForm(Form):
    """Several at once."""

    rows: Annotated[list[ReportForm], Field(min_length=1, max_length=1000)]


class SettleForm(Form):
    """How a difference ends; `counted` with the number that was counted."""

    how: Settled
    counted: Told | None = None


class Promises:
    """The door to what may be sold."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def router(self) -> APIRouter:
        """The routes, each with its permission."""
        routes = APIRouter(prefix="/v1", tags=["stock"])
        routes.get("/stock/available")(self.available)
        routes.post("/stock/reports")(self.report)
        routes.put("/stock/safety")(self.keep_back)
        routes.get("/stock/conflicts")(self.conflicts)
        routes.post("/stock/conflicts/{conflict}/settle")(self.settle)
        routes.post("/stock/conflicts/{conflict}/reopen")(self.reopen)
        routes.post("/reservations")(self.reserve)
        routes.get("/reservations/{key}")(self.reservation)
        routes.delete("/reservations/{key}")(self.release)
        return routes

    def available(
        self,
        principal: Reader,
        product: Annotated[list[str], Query(min_length=1, max_length=200)],
        source: Named = None,
    ) -> dict[str, Any]:
        """What a channel may sell of these products (its own ids, or ours), by place."""
        with self._database.read() as tx:
            channel = _seen(tx, principal, source)
            goods = {name: _variants(tx, channel, name) for name in product}
            every = [variant for some in goods.values() for variant in some]
            found = stock.available(tx, every, channel.id if channel else None, self._clock.now())
        rows = [
            {"product": name, "variant": variant, **asdict(found[variant])}
            for name, some in goods.items()
            for variant in some
            if len(some) == 1 or found[variant].units is not None
        ]
        return {"rows": rows}

    def reserve(
        self, principal: Writer, form: ReservationForm, source: Named = None
    ) -> dict[str, Any]:
        """Keep goods: all or none. The same key keeps once; other goods under it replace them."""
        now, near = self._clock.now(), (form.latitude, form.longitude)
        with self._database.write() as tx:
            channel = _fed(tx, principal, source, now)
            needs = tuple(_need(tx, channel, line) for line in form.lines)
            until = now + timedelta(minutes=form.minutes or _minutes(tx, form.kind))
            draft = ReservationDraft(
                form.key, form.kind, needs, channel.id, form.reference, None, until
            )
            spot = None if None in near else near
            return _told(stock.reserve(tx, draft, now, spot))  # type: ignore[arg-type]

    def reservation(self, principal: Reader, key: Annotated[str, Path(max_length=200)]) -> Any:
        """One reservation as it stands now."""
        with self._database.read() as tx:
            return _told(stock.find_reservation(tx, key, self._clock.now()))

    def release(self, principal: Writer, key: Annotated[str, Path(max_length=200)]) -> Any:
        """Let goods go; once more changes nothing."""
        with self._database.write() as tx:
            return _told(stock.release(tx, key, self._clock.now()))

    def report(self, principal: Writer, form: ReportsForm, source: Named = None) -> dict[str, Any]:
        """Say what the shop shows as sellable; what differs from the ledger comes back."""
        now = self._clock.now()
        with self._database.write() as tx:
            channel = _fed(tx, principal, source, now)
            rows = [_report(tx, channel, row, now) for row in form.rows]
            return {"rows": stock.report(tx, Delivery(channel.id, now), rows)}

    def keep_back(self, principal: Writer, form: SafetyForm) -> dict[str, Any]:
        """Set the safety stock of a product, a category or everything, for a channel or all."""
        now = self._clock.now()
        with self._database.write() as tx:
            channel = sources.by_name(tx, form.source) if form.source else None
            scope, subject = SafetyScope.DEFAULT, ""
            if form.product:
                scope = SafetyScope.ARTICLE
                subject = _need(tx, channel, NeedForm(**_goods(form))).variant_id
            elif form.category:
                scope, subject = SafetyScope.CATEGORY, form.category
            where = channel.id if channel else stock.EVERY_CHANNEL
            before = stock.set_safety(tx, Safety(scope, subject, where, form.units), now)
            audit.record(tx, principal, "stock.safety_set", f"{scope}:{subject}", at=now)
        return {"units": form.units, "before": before}

    def conflicts(self, principal: Reader, settled: bool = False) -> dict[str, Any]:
        """Numbers that differ and wait for somebody, or those that were settled."""
        with self._database.read() as tx:
            return {"rows": stock.conflicts(tx, settled=settled)}

    def settle(self, principal: Writer, conflict: str, form: SettleForm) -> stock.Conflict:
        """End a difference: ours, theirs, or the number that was counted."""
        now = self._clock.now()
        with self._database.write() as tx:
            done = stock.settle_conflict(tx, conflict, form.how, principal.id, now, form.counted)
            audit.record(tx, principal, "stock.conflict_settled", f"conflict:{conflict}", at=now)
        return done

    def reopen(self, principal: Writer, conflict: str) -> stock.Conflict:
        """Take a settlement back, with what it booked."""
        now = self._clock.now()
        with self._database.write() as tx:
            waiting = stock.reopen(tx, conflict, now)
            audit.record(tx, principal, "stock.conflict_reopened", f"conflict:{conflict}", at=now)
        return waiting


def _seen(tx: Transaction, principal: Principal, name: str | None) -> Source | None:
    """The channel that is asked about: the caller's own, the one named, or all together."""
    if principal.source is not None:
        return sources.get(tx, principal.source)
    return sources.by_name(tx, name) if name else None


def _fed(tx: Transaction, principal: Principal, name: str | None, now: datetime) -> Source:
    """The channel that is spoken for, made known if it is new."""
    if principal.source is not None:
        return sources.get(tx, principal.source)
    return sources.ensure(tx, SourceDraft(name or DEFAULT_SOURCE, "api"), now)


def _product(tx: Transaction, channel: Source | None, name: str) -> str:
    """Our id of a product by the source's own, or by ours. Raises `UnknownGoods`."""
    known = catalog.ids_of(tx, channel.id, [name]) if channel else {}
    found = known.get(name) or (name if catalog.products(tx, [name]) else None)
    if found is None:
        raise UnknownGoods(product=name)
    return found


def _variants(tx: Transaction, channel: Source | None, name: str) -> list[str]:
    """Ids of a product and all its forms."""
    product = catalog.get(tx, _product(tx, channel, name))
    return [product.id, *(variant.id for variant in product.variants)]


def _need(tx: Transaction, channel: Source | None, line: NeedForm) -> Need:
    """A line as stock knows it: without a variant, goods are counted for the product itself."""
    product = catalog.get(tx, _product(tx, channel, line.product))
    variant = product.id
    if line.variant:
        forms = {name: one.id for one in product.variants for name in (one.external_id, one.id)}
        if line.variant not in forms:
            raise UnknownGoods(product=f"{line.product} / {line.variant}")
        variant = forms[line.variant]
    return Need(product.id, variant, line.quantity, _place(tx, line.place))


def _place(tx: Transaction, name: str | None) -> str | None:
    if name is None:
        return None
    found = places.ids_of(tx, [name]).get(name)
    return found or places.get(tx, name).id


def _report(tx: Transaction, channel: Source, row: ReportForm, now: datetime) -> Report:
    line = NeedForm(product=row.product, variant=row.variant, place=row.place)
    need = _need(tx, channel, line)
    place = need.place_id or places.default(tx, now).id
    return Report(need.product_id, need.variant_id, place, row.quantity, row.at or now)


def _goods(form: SafetyForm) -> dict[str, Any]:
    return {"product": form.product, "variant": form.variant}


def _minutes(tx: Transaction, kind: ReservationKind) -> int:
    rules = preferences.get(tx, StockPreferences)
    if kind is ReservationKind.COLLECT:
        return rules.collect_days * MINUTES_OF_A_DAY
    return rules.try_on_minutes if kind is ReservationKind.TRY_ON else rules.basket_minutes


def _told(one: Reservation) -> dict[str, Any]:
    """A reservation without the person it is for."""
    return {key: value for key, value in asdict(one).items() if key != "customer_id"}
