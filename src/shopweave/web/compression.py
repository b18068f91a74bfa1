"""Pages and files travel compressed; answers of the API are small and must be quick."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send


class Compression:
    """ASGI layer: gzip for everything but /v1."""

    def __init__(self, app: ASGIApp) -> None:
        self.plain = app
        self.compressed = GZipMiddleware(app, minimum_size=1000, compresslevel=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, compressed where it pays."""
        api = scope["type"] != "http" or scope["path"].startswith("/v1/")
        await (self.plain if api else self.compressed)(scope, receive, send)
