"""The page of a refused form once more: asked as a reload would ask, then filled as it was sent."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Message, Receive, Scope, Send

from shopweave.foundation.problems import Problem
from shopweave.web.console import forms
from shopweave.web.console.problem.filled import Refused, filled

_OF_BODY = (b"content-type", b"content-length", b"transfer-encoding")


class Again(HTMLResponse):
    """Answers with the page on which the form stood; `otherwise` where that is not possible."""

    def __init__(
        self, request: Request, problem: Problem, refused: Refused, otherwise: Response
    ) -> None:
        super().__init__(status_code=problem.status)
        self._request, self._refused, self._otherwise = request, refused, otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask for the page, fill in the form, and answer."""
        answer = await _asked(self._request)
        text = filled(answer.text, self._refused) if answer else None
        if text is None:
            await self._otherwise(scope, receive, send)
            return
        await HTMLResponse(text, self.status_code)(scope, receive, send)


def again(request: Request, problem: Problem, sentence: str, otherwise: Response) -> Response:
    """Return the page with the form as it was sent, where a form of ours was sent."""
    sent = forms.sent(request)
    if sent is None or problem.status in {401, 403}:
        return otherwise
    refused = Refused(request.url.path, sent, sentence, problem.fields)
    return Again(request, problem, refused, otherwise)


def kept(request: Request, page: Response) -> Response:
    """Return a page that answers a form, with the form still as it was sent."""
    sent = forms.sent(request)
    text = (
        filled(bytes(page.body).decode(), Refused(request.url.path, sent, "", {})) if sent else None
    )
    if text is not None:
        page.body = text.encode()
        page.headers["content-length"] = str(len(page.body))
    return page


@dataclass(slots=True)
class _Answer:
    """What the router answers; only a whole page of HTML is taken."""

    page: bool = False
    parts: list[bytes] = field(default_factory=list)

    async def take(self, message: Message) -> None:
        """Keep a part. Raises `HTTPException` at the first sign that this is no page."""
        if message["type"] == "http.response.start":
            kind = dict(message["headers"]).get(b"content-type", b"")
            self.page = message["status"] == 200 and kind.startswith(b"text/html")
            if not self.page:
                raise HTTPException(404)
        else:
            self.parts.append(message.get("body", b""))

    @property
    def text(self) -> str:
        """The page."""
        return b"".join(self.parts).decode()


async def _asked(request: Request) -> _Answer | None:
    """Ask the router for the page as the visitor's browser would on a reload."""
    address = urlsplit(forms.stood_on(request) or request.url.path)
    headers = [(name, text) for name, text in request.headers.raw if name not in _OF_BODY]
    scope = {
        **{name: kept for name, kept in request.scope.items() if name not in {"endpoint", "route"}},
        "method": "GET",
        "path": address.path,
        "raw_path": address.path.encode(),
        "query_string": address.query.encode(),
        "headers": headers,
        "path_params": {},
        "state": {
            name: kept for name, kept in request.scope["state"].items() if name != forms.SENT
        },
    }
    answer = _Answer()
    try:
        await request.app.router(scope, _nothing, answer.take)
    except (HTTPException, RuntimeError):
        return None
    return answer if answer.page else None


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
