"""The ASGI application: API, console and static files behind the same door."""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

import shopweave
from shopweave.commerce import events
from shopweave.foundation.telemetry import Metrics
from shopweave.trust.permissions import Principal, guarded, open_to_all
from shopweave.web import problems
from shopweave.web.assets import Assets
from shopweave.web.compression import Compression
from shopweave.web.console import routes as console
from shopweave.web.console.problem.show import show
from shopweave.web.express import Application, short_ways
from shopweave.web.headers import Headers
from shopweave.web.house import House
from shopweave.web.limits import BodyLimit
from shopweave.web.observe import Observe
from shopweave.web.till import routes as till
from shopweave.web.till import shell

BODY_LIMITS = {
    "/v1/imports": 2_000_000_000,
    "/data/upload": 2_000_000_000,
    # The intake counts for itself, and tells what an event and a batch may have.
    **dict.fromkeys(events.ADDRESSES, events.PATIENCE),
}
_ABOUT = (
    "The record, the skills and the decisions of one shop. Every error is an RFC 9457 document."
)


def create(
    house: House,
    api: Sequence[APIRouter] = (),
    routes: Sequence[BaseRoute] = (),
    metrics: Metrics | None = None,
) -> FastAPI:
    """Build the application around a composed house.

    api: the modules' JSON routers; routes: their plain Starlette routes for hot paths; metrics:
    where the times of requests are kept.
    """
    app = Application(
        title="Shopweave",
        version=shopweave.__version__,
        description=_ABOUT,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.house, app.state.gate = house, house.trust.door
    app.metrics, app.short = metrics or Metrics(), short_ways(routes)
    app.router.routes.extend(routes)
    for router in (*api, console.router(), till.router):
        app.router.routes.extend(router.routes)
    app.add_route("/v1/openapi.json", _description)
    app.mount(f"{shell.HOME}/files", open_to_all(till.Files()))
    app.mount("/static", open_to_all(Assets()))
    problems.install(app, show)
    _wrap(app, app.metrics)
    return app


def _wrap(app: FastAPI, metrics: Metrics) -> None:
    """Lay the layers around the application, the innermost first."""
    app.add_middleware(BodyLimit, limits=BODY_LIMITS)
    app.add_middleware(problems.SafetyNet)
    app.add_middleware(Compression)
    app.add_middleware(Observe, metrics=metrics)
    app.add_middleware(Headers)


@guarded(None)
async def _description(request: Request, principal: Principal) -> Response:
    """Describe the API in OpenAPI's words."""
    return JSONResponse(request.app.openapi())
