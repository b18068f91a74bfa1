"""Every route is seen, with what it declares."""

from typing import Annotated

from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from shopweave.trust.permissions import (
    Permission,
    Principal,
    Requirement,
    guarded,
    inventory,
    open_to_all,
    public,
    require,
)


@guarded(Permission.EVENTS_SEND)
async def _guarded(request: Request, principal: Principal) -> Response:
    return PlainTextResponse(principal.id)


async def _forgotten(request: Request) -> Response:
    return PlainTextResponse("open")


def _app() -> FastAPI:
    app = FastAPI(openapi_url=None)
    router = APIRouter(dependencies=[require(Permission.ORDERS_READ)])

    @router.get("/orders")
    def orders() -> str:
        return ""

    @app.get("/hello")
    def hello(principal: Annotated[Principal, public()]) -> str:
        return principal.id

    @app.get("/oops")
    def oops() -> str:
        return ""

    outer = APIRouter()
    outer.include_router(router, prefix="/v1")
    app.include_router(outer, prefix="/api")
    app.router.routes.append(Route("/v1/track", _guarded, methods=["POST"]))
    app.router.routes.append(Mount("/inner", routes=[Route("/forgotten", _forgotten)]))
    app.mount("/static", open_to_all(Starlette()))
    app.mount("/unknown", Starlette())
    return app


def test_sees_every_declaration() -> None:
    """Routers, single routes, plain endpoints and mounts tell what they ask for."""
    found = {route.path: route.requirements for route in inventory(_app().routes)}
    assert found == {
        "/api/v1/orders": (Requirement(Permission.ORDERS_READ),),
        "/hello": (Requirement(None),),
        "/oops": (),
        "/v1/track": (Requirement(Permission.EVENTS_SEND),),
        "/inner/forgotten": (),
        "/static": (Requirement(None),),
        "/unknown": (),
    }
