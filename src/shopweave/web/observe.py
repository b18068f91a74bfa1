"""Time every request, and let each log line inside carry the request's id."""

import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shopweave.foundation.telemetry import Metrics, about

log = structlog.get_logger(__name__)
_SLOW_SECONDS = 1.0


class Observe:
    """ASGI layer; the request id stands in the scope's state already."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and note how long its answer took."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        begun = time.perf_counter()
        with about(request_id=scope["state"]["request_id"]):
            try:
                await self.app(scope, receive, answer)
            finally:
                spent = time.perf_counter() - begun
                note(self._metrics, scope["method"], _route(scope), status, spent)


def note(metrics: Metrics, method: str, route: str, status: int, seconds: float) -> None:
    """Keep the time of an answer, and tell of one that failed or was slow."""
    metrics.requests.labels(method, route, str(status)).observe(seconds)
    if status >= 500 or seconds > _SLOW_SECONDS:
        log.warning("request", method=method, route=route, status=status, s=seconds)


def _route(scope: Scope) -> str:
    """The route's pattern, never the address itself: labels must stay few and name nobody."""
    route = getattr(scope.get("route"), "path", None)
    if isinstance(route, str):
        return route
    plain = "endpoint" in scope and not scope.get("path_params")
    return str(scope["path"]) if plain else "other"
