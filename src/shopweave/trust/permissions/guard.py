"""The declaration that stands on every route, and the check behind it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, TypeVar

from fastapi import Depends
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from shopweave.trust.permissions.types import Permission, Principal

App = TypeVar("App")
FindKey = Callable[[Request], Awaitable[str | None]]
Endpoint = Callable[[Request, Principal], Awaitable[Response]]


class Gate(Protocol):
    """Knows the callers; the web app keeps it as `app.state.gate`."""

    async def admit(
        self, connection: HTTPConnection, permission: Permission | None, key: str | None = None
    ) -> Principal:
        """Return who calls; raises a problem when that caller lacks the permission."""
        ...


async def admit(
    connection: HTTPConnection, permission: Permission | None, key: str | None = None
) -> Principal:
    """Let the caller in or raise `NotSignedIn`, `NotAllowed`, ... ; None is open to all.

    `key` is an API key found elsewhere than in the headers, such as Segment's `writeKey`.
    """
    gate: Gate = connection.app.state.gate
    return await gate.admit(connection, permission, key)


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a route asks of its callers; a FastAPI dependency that yields the principal."""

    permission: Permission | None

    async def __call__(self, connection: HTTPConnection) -> Principal:
        """Let the caller in or raise."""
        return await admit(connection, self.permission)


def require(permission: Permission) -> Any:
    """Declare on a FastAPI route or router that callers need the permission."""
    return Depends(Requirement(permission))


def public() -> Any:
    """Declare on a FastAPI route that it is open to everybody."""
    return Depends(Requirement(None))


def guarded(
    permission: Permission | None, key: FindKey | None = None
) -> Callable[[Endpoint], Callable[[Request], Awaitable[Response]]]:
    """Guard and declare a plain Starlette endpoint, which also receives the principal.

    `key` finds an API key where the headers have none; None as permission opens to all.
    """

    def wrap(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        @wraps(endpoint)
        async def checked(request: Request) -> Response:
            found = await key(request) if key else None
            return await endpoint(request, await admit(request, permission, found))

        vars(checked)["requirement"] = Requirement(permission)
        return checked

    return wrap


def open_to_all(app: App) -> App:
    """Declare that a mounted application, such as static files, is open to everybody."""
    vars(app)["requirement"] = Requirement(None)
    return app
