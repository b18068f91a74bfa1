"""The short way for busy routes: found by their exact address, before the framework is asked.

They keep what every answer has (number, headers, time taken, problems in words) and leave out
what only pages need.
"""

import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from inspect import iscoroutinefunction

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from shopweave.foundation import ids
from shopweave.foundation.problems import Problem
from shopweave.foundation.telemetry import Metrics, about
from shopweave.web import headers, problems
from shopweave.web.observe import note

Endpoint = Callable[[Request], Awaitable[Response]]


class Application(FastAPI):
    """FastAPI with a short way; everything else goes through all the layers."""

    metrics: Metrics
    short: dict[tuple[str, str], tuple[str, Endpoint]]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at once what is busy."""
        if scope["type"] == "http":
            found = self.short.get((scope["method"], scope["path"]))
            if found is not None:
                await self._answer(found, scope, receive, send)
                return
        await super().__call__(scope, receive, send)

    async def _answer(
        self, found: tuple[str, Endpoint], scope: Scope, receive: Receive, send: Send
    ) -> None:
        path, endpoint = found
        begun = time.perf_counter()
        number = ids.new()
        scope["app"] = self
        scope.setdefault("state", {})["request_id"] = number
        request = Request(scope, receive, send)
        with about(request_id=number):
            response = await _outcome(endpoint, request)
        response.raw_headers += headers.plain(number, scope)
        await response(scope, receive, send)
        note(self.metrics, scope["method"], path, response.status_code, time.perf_counter() - begun)


async def _outcome(endpoint: Endpoint, request: Request) -> Response:
    try:
        return await endpoint(request)
    except Problem as problem:
        return problems.document(request, problem)
    except Exception as error:
        return problems.unexpected(request, error)


def short_ways(routes: Sequence[BaseRoute]) -> dict[tuple[str, str], tuple[str, Endpoint]]:
    """Method and address to route and endpoint, of the plain routes of the API."""
    return {
        (method, route.path): (route.path, route.endpoint)
        for route in _plain(routes)
        for method in route.methods or ()
    }


def _plain(routes: Sequence[BaseRoute]) -> Iterable[Route]:
    return (
        route
        for route in routes
        if isinstance(route, Route)
        and route.path.startswith(("/v1/", "/mp/"))
        and not route.param_convertors
        and iscoroutinefunction(route.endpoint)
    )
