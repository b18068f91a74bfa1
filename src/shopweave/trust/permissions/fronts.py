"""Addresses that the browsers of any shop front may ask, with a public key."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shopweave.foundation.i18n import preferred
from shopweave.foundation.problems import Problem
from shopweave.trust.permissions.guard import guarded
from shopweave.trust.permissions.types import Permission, Principal

Answer = Callable[[Request, Principal], Awaitable[Any]]
_CORS = {"Access-Control-Allow-Origin": "*"}
_PREFLIGHT = {
    **_CORS,
    "Access-Control-Allow-Methods": "GET, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Accept-Language",
    "Access-Control-Max-Age": "86400",
}


def front_route(path: str, permission: Permission, answer: Answer) -> Route:
    """A plain route for GET that answers JSON, and problems as JSON, to any origin.

    answer: what the principal may know, as JSON values.
    """

    async def told(request: Request, caller: Principal) -> Response:
        content = orjson.dumps(await answer(request, caller))
        return Response(content, media_type="application/json", headers=_CORS)

    guard = guarded(permission)(told)

    @wraps(guard)
    async def answered(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        try:
            return await guard(request)
        except Problem as problem:
            return _problem(request, problem)

    return Route(path, answered, methods=["GET", "OPTIONS"])


def front_language(request: Request) -> str:
    """The language asked for by parameter, else by the browser."""
    asked = request.query_params.get("language")
    return preferred(asked or request.headers.get("accept-language", ""))


def _problem(request: Request, problem: Problem) -> Response:
    retry = {} if problem.retry_after is None else {"Retry-After": str(problem.retry_after)}
    number = getattr(request.state, "request_id", "")
    content = problem.document(f"urn:uuid:{number}" if number else "", front_language(request))
    return Response(
        orjson.dumps(content), problem.status, {**_CORS, **retry}, "application/problem+json"
    )
