"""A request may not be larger than its door allows; the rest is never read."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shopweave.web.errors import RequestTooLarge
from shopweave.web.problems import answer

DEFAULT = 1_000_000


class BodyLimit:
    """ASGI layer: bodies above the limit of the longest matching path prefix are refused."""

    def __init__(self, app: ASGIApp, limits: dict[str, int], default: int = DEFAULT) -> None:
        self.app = app
        self.default = default
        self.limits = sorted(limits.items(), key=lambda item: -len(item[0]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what arrives; refuse as soon as it is too much."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.limit(scope["path"])
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > limit:
            refusal = answer(Request(scope), RequestTooLarge(limit=limit))
            await refusal(scope, receive, send)
            return
        await self.app(scope, _counted(receive, limit), send)

    def limit(self, path: str) -> int:
        """Bytes that a body at this path may have."""
        return next((size for start, size in self.limits if path.startswith(start)), self.default)


def _counted(receive: Receive, limit: int) -> Receive:
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > limit:
            raise RequestTooLarge(limit=limit)
        return message

    return counted
