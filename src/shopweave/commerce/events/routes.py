"""The doors for events: Segment's HTTP API, and Google's Measurement Protocol.

Plain Starlette routes: they are the busiest of the product.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial, wraps
from itertools import islice
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from shopweave.commerce.events import body, boot, ga4, intake, timing
from shopweave.commerce.events.arrival import Sending
from shopweave.commerce.events.door import Door, key_of
from shopweave.commerce.events.errors import BatchMissing, NothingAccepted
from shopweave.commerce.events.intake import LARGEST_EVENT, Parcel
from shopweave.commerce.events.ledger import Ledger
from shopweave.foundation.i18n import preferred
from shopweave.foundation.problems import Problem
from shopweave.foundation.writer import Writer
from shopweave.trust.permissions import Permission, Principal, guarded

Endpoint = Callable[[Request], Awaitable[Response]]
Items = Callable[[Mapping[str, Any]], list[object]]

SINGLE = {
    "track": "t",
    "identify": "i",
    "page": "p",
    "screen": "s",
    "group": "g",
    "alias": "a",
}
ADDRESSES = (*(f"/v1/{kind}" for kind in SINGLE), "/v1/batch", "/v1/import", "/mp/collect")
_BATCHES = ("batch", "b", "import")
_IMPORT = "/v1/import"
# More are read in turns, so that a single event need not wait behind a large batch.
_TURN = 200
_COMMIT = 1000
_SUCCESS = b'{"success":true}'
_CORS = {"Access-Control-Allow-Origin": "*"}
_PREFLIGHT = {
    **_CORS,
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Content-Encoding, AnonymousId",
    "Access-Control-Max-Age": "86400",
}


class Intake:
    """Takes events in; the answer leaves after they are durable."""

    def __init__(self, door: Door, ledger: Ledger, writer: Writer) -> None:
        self._door = door
        self._ledger = ledger
        self._writer = writer

    def routes(self) -> list[Route]:
        """Every address, to be mounted at the root."""
        found = [
            self._post(f"/v1/{path}", _alone(kind), LARGEST_EVENT)
            for kind, short in SINGLE.items()
            for path in (kind, short)
        ]
        found += [self._post(f"/v1/{path}", _batch, body.LARGEST) for path in _BATCHES]
        found.append(self._post("/mp/collect", ga4.batch, body.LARGEST))
        found.append(_route("/v1/projects/{key}/settings", "GET", _guard(_settings, _key_in_path)))
        return found

    def _post(self, path: str, items: Items, limit: int) -> Route:
        take = partial(self._take, items=items)
        return _route(path, "POST", _guard(take, partial(_key, limit=limit)))

    async def _take(self, request: Request, caller: Principal, *, items: Items) -> Response:
        read: body.Read = request.state.read
        sending = await self._door.sending(request, caller)
        past = request.url.path == _IMPORT
        skew = timing.skew(read.content.get("sentAt"), sending.received)
        parcel = await _sort(
            items(read.content), sending._replace(skew=skew, historical=past), read.odd
        )
        if parcel.arrivals or parcel.skipped or parcel.refused:
            await self._keep(parcel)
        return _answer(request, parcel)

    async def _keep(self, parcel: Parcel) -> None:
        store = self._ledger.store
        parts = (self._writer.write(store, part, part.weight) for part in parcel.parts(_COMMIT))
        await asyncio.gather(*parts)


async def _sort(items: list[object], sending: Sending, odd: bool) -> Parcel:
    whole = Parcel(sending, [], [], [])
    rest = enumerate(items)
    while turn := list(islice(rest, _TURN)):
        intake.sort(turn, whole, odd=odd)
        if len(turn) == _TURN:
            await asyncio.sleep(0)
    return whole


def _alone(kind: str) -> Items:
    return lambda content: [{**content, "type": kind}]


def _batch(content: Mapping[str, Any]) -> list[object]:
    found = content.get("batch")
    if not isinstance(found, list):
        raise BatchMissing
    return found


async def _key(request: Request, limit: int) -> str | None:
    """Read the body, which may carry the key, and keep it for the endpoint."""
    raw = await body.collect(request.stream(), limit)
    whole = body.unpack(raw, request.headers.get("content-encoding"), limit)
    read = request.state.read = body.parse(whole)
    return key_of(request, read.content.get("writeKey"))


async def _key_in_path(request: Request) -> str | None:
    key: str = request.path_params["key"]
    return key


async def _settings(request: Request, _caller: Principal) -> Response:
    content = boot.settings(request.path_params["key"], request.url.scheme, request.url.netloc)
    return Response(orjson.dumps(content), media_type="application/json", headers=_CORS)


def _guard(endpoint: Any, key: Any) -> Endpoint:
    return guarded(Permission.EVENTS_SEND, key)(endpoint)


def _route(path: str, method: str, endpoint: Endpoint) -> Route:
    return Route(path, _open_to_shops(endpoint), methods=[method, "OPTIONS"])


def _open_to_shops(endpoint: Endpoint) -> Endpoint:
    """Answer the browser's question first, and let the shop's page read our problems."""

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        try:
            return await endpoint(request)
        except Problem as problem:
            return _problem(request, problem)
        except ClientDisconnect:
            return Response(status_code=400)

    return answered


def _answer(request: Request, parcel: Parcel) -> Response:
    if not parcel.refused:
        return Response(_SUCCESS, media_type="application/json", headers=_CORS)
    language = _language(request)
    told = [refusal.told(language) for refusal in parcel.refused]
    if not parcel.arrivals and not parcel.skipped:
        return _problem(request, _nothing(parcel, language), {"rejected": told})
    content = orjson.dumps({"success": True, "rejected": told})
    return Response(content, media_type="application/json", headers=_CORS)


def _nothing(parcel: Parcel, language: str) -> Problem:
    first = parcel.refused[0].problem
    if len(parcel.refused) == 1:
        return first
    return NothingAccepted(count=len(parcel.refused), first=first.sentence(language).rstrip(".。"))


def _problem(request: Request, problem: Problem, more: Mapping[str, Any] | None = None) -> Response:
    retry = {} if problem.retry_after is None else {"Retry-After": str(problem.retry_after)}
    number = getattr(request.state, "request_id", "")
    content = problem.document(f"urn:uuid:{number}" if number else "", _language(request))
    return Response(
        orjson.dumps({"success": False, **content, **(more or {})}),
        problem.status,
        {**_CORS, **retry},
        "application/problem+json",
    )


def _language(request: Request) -> str:
    return preferred(request.headers.get("accept-language", ""))
