"""The pages of connected shops: how each is, connecting one, and mending what is wrong."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from shopweave.connectors.contract import Can
from shopweave.connectors.sync import Connection, ConnectionDraft
from shopweave.foundation.problems import Problem
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.DATA_READ)]
Bring = Annotated[Page, opened(Permission.DATA_IMPORT)]
HOME = "/sources"
DEEDS = {"sync": "sync_now", "again": "read_again", "pause": "pause", "resume": "resume"}
Texts = dict[str, str]


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show all connected shops."""
    return page.show(
        "sources/page.html",
        found=page.house.sources.connections.every(),
        kinds=page.house.sources.connections.shops.kinds,
        may=page.principal.may(Permission.DATA_IMPORT),
    )


@router.get(HOME + "/new")
def choose(page: Bring, kind: str = "") -> Response:
    """Choose a kind of shop, then fill in its form."""
    return _form(page, kind, {})


@router.post(HOME + "/new")
async def connect(request: Request, page: Bring) -> Response:
    """Try a shop and connect it."""
    sent = await request.form()
    texts = {name: str(value) for name, value in sent.items()}
    return await run_in_threadpool(_connect, page, texts)


@router.get(HOME + "/{source}")
def one(source: str, page: Visit) -> Response:
    """Show one connected shop."""
    return _one(page, source)


@router.post(HOME + "/{source}/do/{deed}")
def do(source: str, deed: str, page: Bring) -> Response:
    """Look now, read all again, pause or resume."""
    connections = page.house.sources.connections
    if deed in DEEDS:
        getattr(connections, DEEDS[deed])(source, page.principal)
    undo = {"pause": "resume", "resume": "pause"}.get(deed)
    back = f"{HOME}/{source}/do/{undo}" if undo else ""
    return page.go(f"{HOME}/{source}", Notice(page.say(f"sources.done.{deed}"), back))


@router.post(HOME + "/{source}/mend")
async def mend(source: str, request: Request, page: Bring) -> Response:
    """Take a new key or address, or allow the own network."""
    sent = {name: str(value) for name, value in (await request.form()).items()}
    return await run_in_threadpool(_mend, page, source, sent)


@router.post(HOME + "/{source}/stock")
def keep_stock(source: str, page: Bring, on: Annotated[str, Form()] = "") -> Response:
    """Begin or end to tell the shop what it can sell."""
    page.house.sources.connections.keep_stock(source, bool(on), page.principal)
    said = "sources.done.stock_on" if on else "sources.done.stock_off"
    return page.go(f"{HOME}/{source}", Notice(page.say(said)))


@router.post(HOME + "/{source}/told")
def keep_told(
    source: str, page: Bring, what: Annotated[Can, Form()], on: Annotated[str, Form()] = ""
) -> Response:
    """Begin or end to tell the shop prices that are set here, or what becomes of its orders."""
    page.house.sources.connections.tell(source, what, bool(on), page.principal)
    said = "sources.done.told_on" if on else "sources.done.told_off"
    return page.go(f"{HOME}/{source}", Notice(page.say(said)))


@router.post(HOME + "/{source}/accept")
def accept(source: str, page: Bring, order: Annotated[str, Form()]) -> Response:
    """Let in an order that looked like a double."""
    page.house.sources.connections.accept(source, [order], page.principal)
    return page.go(f"{HOME}/{source}", Notice(page.say("sources.done.accepted")))


@router.get(HOME + "/{source}/deliveries/{delivery}")
def delivery(source: str, delivery: str, page: Bring) -> Response:
    """Show a webhook that could not be read, as plain text."""
    body = page.house.sources.hooks.body(source, delivery)
    return Response(body, media_type="text/plain", headers={"x-content-type-options": "nosniff"})


@router.post(HOME + "/{source}/deliveries/{delivery}")
def try_again(source: str, delivery: str, page: Bring) -> Response:
    """Read such a webhook once more."""
    page.house.sources.hooks.try_again(source, delivery, page.principal)
    return page.go(f"{HOME}/{source}", Notice(page.say("sources.done.tried")))


@router.post(HOME + "/{source}/disconnect")
def disconnect(source: str, page: Bring) -> Response:
    """Forget how a shop is reached."""
    name = page.house.sources.connections.disconnect(source, page.principal)
    return page.go(HOME, Notice(page.say("sources.done.disconnected", name=name)))


@router.get(HOME + "/{source}/fields")
def fields(source: str, page: Bring) -> Response:
    """Show which field of the shop is which of ours, to say it where it is not recognised."""
    return _fields(page, source)


@router.post(HOME + "/{source}/fields")
async def set_fields(source: str, request: Request, page: Bring) -> Response:
    """Keep what a person said about the fields."""
    sent = await request.form()
    told = {name: str(value) for name, value in sent.items() if name.startswith("field.")}
    set_options = page.house.sources.connections.set_options
    await run_in_threadpool(set_options, source, told, page.principal)
    return page.go(f"{HOME}/{source}", Notice(page.say("sources.done.fields")))


def _connect(page: Page, texts: Texts) -> Response:
    connections = page.house.sources.connections
    try:
        kind = connections.shops.kind(texts.get("kind", ""))
        secret = {one.name for one in kind.fields if one.secret}
        named = {one.name: texts.get(f"own.{one.name}", "") for one in kind.fields}
        draft = ConnectionDraft(
            kind=kind.name,
            url=texts.get("url", ""),
            name=texts.get("name", "").strip() or kind.title["en"],
            secrets={name: text for name, text in named.items() if name in secret and text},
            options={name: text for name, text in named.items() if name not in secret and text},
            currency=texts.get("currency", "").strip().upper() or page.around.currency,
            time_zone=texts.get("time_zone", "").strip() or page.around.zone_name,
            private=bool(texts.get("private")),
            write_stock=bool(texts.get("write_stock")),
        )
        made = connections.connect(draft, page.principal)
    except Problem as problem:
        return _form(page, texts.get("kind", ""), texts, problem)
    if kind.own_secret:
        return _one(page, made.source_id, secret=connections.secret(made.source_id, "secret"))
    return page.go(f"{HOME}/{made.source_id}", Notice(page.say("sources.done.connected")))


def _form(page: Page, kind: str, sent: Texts, problem: Problem | None = None) -> Response:
    kinds = page.house.sources.connections.shops.kinds
    return page.show(
        "sources/connect.html",
        status=problem.status if problem and problem.status < 500 else 422 if problem else 200,
        kinds=kinds,
        kind=kinds.get(kind),
        sent=sent,
        problem=problem.sentence(page.formats.language) if problem else "",
        private=problem is not None and problem.code() == "private-address",
        can_write=kind in kinds and Can.WRITE_STOCK in kinds[kind].can,
    )


def _one(page: Page, source: str, problem: str = "", secret: str = "") -> Response:
    connections = page.house.sources.connections
    found = connections.one(source)
    kind = connections.shops.kind(found.kind)
    return page.show(
        "sources/one.html",
        status=422 if problem else 200,
        it=found,
        kind=kind,
        refused=connections.refusals(source),
        problem=problem,
        secret=secret,
        hook=f"{_address(page)}/v1/hooks/{source}" if Can.WEBHOOK in kind.can else "",
        can_write=Can.WRITE_STOCK in kind.can,
        can_price=Can.WRITE_PRICE in kind.can,
        can_order=Can.WRITE_ORDER in kind.can,
        may=page.principal.may(Permission.DATA_IMPORT),
    )


def _mend(page: Page, source: str, sent: Texts) -> Response:
    connections = page.house.sources.connections
    secrets = {n.removeprefix("own."): t for n, t in sent.items() if n.startswith("own.") and t}
    try:
        if sent.get("private"):
            connections.allow_private(source, page.principal)
        if sent.get("url"):
            connections.move(source, sent["url"], page.principal)
        if secrets:
            connections.replace_secrets(source, secrets, page.principal)
    except Problem as problem:
        return _one(page, source, problem.sentence(page.formats.language))
    return page.go(f"{HOME}/{source}", Notice(page.say("sources.done.mended")))


def _fields(page: Page, source: str) -> Response:
    connections = page.house.sources.connections
    found: Connection = connections.one(source)
    tables = []
    problem = ""
    try:
        for entity, seen in connections.fields(source).items():
            tables.append((entity.value, seen))
    except Problem as trouble:
        problem = trouble.sentence(page.formats.language)
    return page.show("sources/fields.html", it=found, tables=tables, problem=problem)


def _address(page: Page) -> str:
    return str(page.request.base_url).rstrip("/")
