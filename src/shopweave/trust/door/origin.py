"""Whether a page of this shop sent the request, or a foreign one."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request

from shopweave.trust.permissions import ForeignOrigin

# Raises when a request does not carry the token of a page; the pages know how.
CheckPage = Callable[[Request], Awaitable[None]]
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def changes_something(connection: HTTPConnection) -> bool:
    """Whether the request could change something; a web socket could."""
    return connection.scope.get("method", "SOCKET") not in _SAFE


def refuse_foreign(connection: HTTPConnection, public_host: str) -> None:
    """Raise `ForeignOrigin` when a browser says that another site sent the request."""
    headers = connection.headers
    site = headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        raise ForeignOrigin
    origin = headers.get("origin")
    ours = {headers.get("host"), public_host} - {"", None}
    if origin is not None and urlsplit(origin).netloc not in ours:
        raise ForeignOrigin


def refuse_silent(connection: HTTPConnection) -> None:
    """Raise `ForeignOrigin` when nothing says which site sent the request."""
    if not {"sec-fetch-site", "origin"} & set(connection.headers.keys()):
        raise ForeignOrigin
