"""Forms that only our own pages can send: a token in page and cookie, and the browser's word."""

import hmac
import re
import secrets
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from shopweave.web.errors import ForeignForm

FIELD = "form_token"
HEADER = "X-Form-Token"
COOKIE = "shopweave_form"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_TOKEN = re.compile(r"[\w-]{43}")


def token(request: Request) -> str:
    """Return the visitor's form token; a new one when he has none."""
    held = request.cookies.get(COOKIE, "")
    if _TOKEN.fullmatch(held):
        return held
    if not hasattr(request.state, "form_token"):
        request.state.form_token = secrets.token_urlsafe(32)
    return str(request.state.form_token)


def remember(request: Request, response: Response) -> None:
    """Give the browser the token of the page it just got."""
    if request.cookies.get(COOKIE) != token(request):
        response.set_cookie(
            COOKIE, token(request), httponly=True, samesite="lax", secure=_encrypted(request)
        )


async def check(request: Request) -> None:
    """Refuse an unsafe request that no page of ours sent. Raises `ForeignForm`."""
    if request.method in _SAFE:
        return
    held = request.cookies.get(COOKIE, "")
    sent = request.headers.get(HEADER) or str((await request.form()).get(FIELD, ""))
    genuine = _TOKEN.fullmatch(held) and hmac.compare_digest(held.encode(), sent.encode())
    if not genuine or _foreign(request):
        raise ForeignForm


def _foreign(request: Request) -> bool:
    """Whether the browser says that another site sent this."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    host = request.headers.get("host")
    return site not in {"same-origin", "none"} or (
        origin is not None and urlsplit(origin).netloc != host
    )


def _encrypted(request: Request) -> bool:
    return request.url.scheme == "https"
