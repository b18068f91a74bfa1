"""JSON routes of connected shops, and the door for webhooks."""

from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Header
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shopweave.commerce.catalog import Price
from shopweave.commerce.orders import OrderStatus
from shopweave.connectors.contract import Can, Kind, OrderChange, PriceChange
from shopweave.connectors.sync.setup import Sources
from shopweave.connectors.sync.types import EVERY, Connection, ConnectionDraft, Refusal
from shopweave.foundation.i18n import preferred
from shopweave.foundation.money import parse_minor
from shopweave.trust.permissions import Permission, Principal, public, require

Viewer = Annotated[Principal, require(Permission.DATA_READ)]
Owner = Annotated[Principal, require(Permission.DATA_IMPORT)]
Anybody = Annotated[Principal, public()]
Language = Annotated[str, Header(alias="accept-language")]
Texts = dict[str, str]


class Wish(BaseModel):
    """A shop to connect."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    kind: str
    url: Annotated[str, Field(max_length=500)] = ""
    name: Annotated[str, Field(max_length=120)] = ""
    secrets: Texts = {}
    options: Texts = {}
    currency: str = ""
    time_zone: str = ""
    private: bool = False
    write_stock: bool = False
    every_seconds: int = EVERY

    def draft(self) -> ConnectionDraft:
        """As the use case takes it."""
        return ConnectionDraft(**self.model_dump())


class Mend(BaseModel):
    """What to change about a connection; what is left out stays."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    secrets: Texts | None = None
    options: Texts | None = None
    url: Annotated[str, Field(max_length=500)] | None = None
    private: bool | None = None
    paused: bool | None = None
    write_stock: bool | None = None
    write_prices: bool | None = None
    write_orders: bool | None = None


class Accepted(BaseModel):
    """Orders that are to come in although they look like doubles."""

    orders: list[str]


class PriceWish(BaseModel):
    """What a product or variant of a shop shall cost, in major units."""

    product: str
    variant: str | None = None
    price: Decimal
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]

    def change(self) -> PriceChange:
        """As a shop is told it."""
        price = Price(parse_minor(self.price, self.currency), self.currency)
        return PriceChange(self.product, price, self.variant)


class PriceWishes(BaseModel):
    """Prices to tell a shop."""

    prices: Annotated[list[PriceWish], Field(min_length=1, max_length=1000)]


class OrderWish(BaseModel):
    """How far an order is."""

    status: OrderStatus
    tracking: Annotated[str, Field(max_length=200)] | None = None
    carrier: Annotated[str, Field(max_length=200)] | None = None


class SourceRoutes:
    """All routes under /v1/sources, and /v1/hooks/{source}."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._connections = sources.connections

    def router(self) -> APIRouter:
        """The routes, each with its permission."""
        routes = APIRouter(prefix="/v1", tags=["sources"])
        routes.get("/sources")(self.every)
        routes.post("/sources", status_code=201)(self.connect)
        routes.get("/sources/kinds")(self.kinds)
        routes.get("/sources/{source}")(self.one)
        routes.patch("/sources/{source}")(self.change)
        routes.delete("/sources/{source}", status_code=204)(self.disconnect)
        routes.post("/sources/{source}/sync", status_code=202)(self.sync)
        routes.post("/sources/{source}/read-again", status_code=202)(self.read_again)
        routes.get("/sources/{source}/refused")(self.refused)
        routes.get("/sources/{source}/deliveries/{delivery}")(self.delivery)
        routes.post("/sources/{source}/deliveries/{delivery}", status_code=202)(self.try_again)
        routes.post("/sources/{source}/accept", status_code=202)(self.accept)
        routes.post("/sources/{source}/prices", status_code=202)(self.prices)
        routes.post("/sources/{source}/orders/{order}", status_code=202)(self.order)
        routes.post("/hooks/{source}")(self.hook)
        return routes

    def every(self, principal: Viewer, language: Language = "") -> dict[str, Any]:
        """Connected shops by name: how each is, when it was read, and what came."""
        chosen = preferred(language)
        return {"sources": [entry(one, chosen) for one in self._connections.every()]}

    def kinds(self, principal: Viewer, language: Language = "") -> dict[str, Any]:
        """Kinds of shops, what each can do, and what to tell when connecting one."""
        chosen = preferred(language)
        known = self._connections.shops.kinds.values()
        return {"kinds": [_kind(kind, chosen) for kind in known]}

    def connect(self, principal: Owner, wish: Wish, language: Language = "") -> dict[str, Any]:
        """Try a shop and connect it; the first reading begins at once.

        For a kind that sends webhooks under a secret of ours, the answer holds it this once.
        """
        made = self._connections.connect(wish.draft(), principal)
        told = entry(made, preferred(language))
        if self._connections.shops.kind(made.kind).own_secret:
            told["secret"] = self._connections.secret(made.source_id, "secret")
        return told

    def one(self, source: str, principal: Viewer, language: Language = "") -> dict[str, Any]:
        """One connected shop."""
        return entry(self._connections.one(source), preferred(language))

    def change(
        self, source: str, principal: Owner, mend: Mend, language: Language = ""
    ) -> dict[str, Any]:
        """Change a connection; another key or address is tried first, then looked at once."""
        do = self._connections
        if mend.secrets is not None:
            do.replace_secrets(source, mend.secrets, principal)
        if mend.private:
            do.allow_private(source, principal)
        if mend.url is not None:
            do.move(source, mend.url, principal)
        if mend.options is not None:
            do.set_options(source, mend.options, principal)
        if mend.write_stock is not None:
            do.keep_stock(source, mend.write_stock, principal)
        if mend.write_prices is not None:
            do.tell(source, Can.WRITE_PRICE, mend.write_prices, principal)
        if mend.write_orders is not None:
            do.tell(source, Can.WRITE_ORDER, mend.write_orders, principal)
        if mend.paused is not None:
            (do.pause if mend.paused else do.resume)(source, principal)
        return entry(do.one(source), preferred(language))

    def disconnect(self, source: str, principal: Owner) -> Response:
        """Forget how a shop is reached; what came from it stays."""
        self._connections.disconnect(source, principal)
        return Response(status_code=204)

    def sync(self, source: str, principal: Owner, language: Language = "") -> dict[str, Any]:
        """Look at once."""
        return entry(self._connections.sync_now(source, principal), preferred(language))

    def read_again(self, source: str, principal: Owner, language: Language = "") -> dict[str, Any]:
        """Read everything from the beginning; what is the same changes nothing."""
        return entry(self._connections.read_again(source, principal), preferred(language))

    def refused(self, source: str, principal: Owner, language: Language = "") -> dict[str, Any]:
        """What the shop sent and that is not in, with the reasons, the newest first."""
        chosen = preferred(language)
        self._connections.one(source)
        rows = self._connections.refusals(source)
        return {"rows": [_refused(row, chosen) for row in rows]}

    def delivery(self, source: str, delivery: str, principal: Owner) -> Response:
        """A webhook that could not be read, as it came."""
        body = self._sources.hooks.body(source, delivery)
        return Response(body, media_type="application/octet-stream")

    def try_again(self, source: str, delivery: str, principal: Owner) -> dict[str, bool]:
        """Read such a webhook once more, after an update."""
        self._sources.hooks.try_again(source, delivery, principal)
        return {"asked": True}

    def accept(
        self, source: str, principal: Owner, wish: Accepted, language: Language = ""
    ) -> dict[str, Any]:
        """Let in orders that were held back as doubles."""
        done = self._connections.accept(source, wish.orders, principal)
        return entry(done, preferred(language))

    def prices(self, source: str, principal: Owner, wish: PriceWishes) -> dict[str, str]:
        """Let a shop be told prices; the job tries until the shop takes them."""
        changes = [one.change() for one in wish.prices]
        return {"job": self._sources.write_back.ask_prices(source, changes, principal)}

    def order(self, source: str, order: str, principal: Owner, wish: OrderWish) -> dict[str, str]:
        """Let a shop be told how far an order is; `order` is the shop's own id."""
        change = OrderChange(order, wish.status, wish.tracking, wish.carrier)
        return {"job": self._sources.write_back.ask_order(source, change, principal)}

    async def hook(self, source: str, request: Request, principal: Anybody) -> Response:
        """Take a webhook: genuine by its signature over the raw bytes, on disk before the answer.

        A repeated delivery is answered like the first one and changes nothing.
        """
        raw = await request.body()
        headers = {name.lower(): value for name, value in request.headers.items()}
        new = await run_in_threadpool(self._sources.hooks.take, source, headers, raw)
        return JSONResponse({"received": True, "new": new})


def entry(one: Connection, language: str) -> dict[str, Any]:
    """A connection as programs read it; never with a secret."""
    return {
        "id": one.source_id,
        "name": one.name,
        "kind": one.kind,
        "url": one.url,
        "standing": one.standing.value,
        "trouble": _trouble(one, language),
        "private": one.private,
        "write_stock": one.write_stock,
        "write_prices": one.write_prices,
        "write_orders": one.write_orders,
        "every_seconds": one.every_seconds,
        "synced_at": one.synced_at.isoformat() if one.synced_at else None,
        "tried_at": one.tried_at.isoformat() if one.tried_at else None,
        "came": {
            mark.entity.value: {
                "seen": mark.seen,
                "created": mark.created,
                "changed": mark.changed,
                "total": mark.total,
                "complete": mark.complete_at is not None,
            }
            for mark in one.progress
        },
    }


def _trouble(one: Connection, language: str) -> dict[str, Any] | None:
    if one.trouble is None:
        return None
    return {
        "code": one.trouble.code,
        "sentence": one.trouble.sentence(language),
        "remedy": one.trouble.remedy,
        "since": one.trouble_since.isoformat() if one.trouble_since else None,
    }


def _kind(kind: Kind, language: str) -> dict[str, Any]:
    return {
        "name": kind.name,
        "title": kind.title[language],
        "about": kind.about[language],
        "can": sorted(one.value for one in kind.can),
        "tried_against_a_real_shop": kind.live,
        "fields": [
            {
                "name": one.name,
                "label": one.label[language],
                "hint": one.hint.get(language, ""),
                "secret": one.secret,
                "required": one.required,
            }
            for one in kind.fields
        ],
    }


def _refused(row: Refusal, language: str) -> dict[str, Any]:
    return {
        "entity": row.entity.value,
        "id": row.external_id,
        "field": row.field,
        "code": row.code,
        "sentence": row.told[language],
        "at": row.at.isoformat(),
    }
