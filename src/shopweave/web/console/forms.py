"""Forms that only our own pages can send: a token in page and cookie, and the browser's word."""

import base64
import hmac
import re
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from shopweave.web.errors import ForeignForm

FIELD = "form_token"
PAGE = "form_page"
SENT = "form_sent"
CONFIRM = "confirm_"
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


def masked(plain: str) -> str:
    """Return the token under a fresh mask: a compressed page gives nothing away (BREACH)."""
    mask = secrets.token_bytes(32)
    return base64.urlsafe_b64encode(mask + _mixed(mask, _raw(plain))).decode()


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
    sent = request.headers.get(HEADER) or await _told(request)
    if not _TOKEN.fullmatch(held) or not _same(held, sent) or _foreign(request):
        raise ForeignForm


def sent(request: Request) -> FormData | None:
    """Return the form that our own page sent; None when this is no form, or not ours."""
    found = getattr(request.state, SENT, None)
    return found if isinstance(found, FormData) else None


def carried(request: Request) -> list[tuple[str, str]] | None:
    """Return the fields to send on once the password is known; None where they cannot be kept."""
    form = sent(request)
    if form is None or any(not isinstance(value, str) for value in form.values()):
        return None
    fields = [(name, str(value)) for name, value in form.multi_items()]
    return [it for it in fields if it[0] not in {FIELD, PAGE} and not it[0].startswith(CONFIRM)]


def stood_on(request: Request) -> str:
    """Return the address of the page that the form stood on; "" when it does not say."""
    form = sent(request)
    address = str(form.get(PAGE, "")) if form else ""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else ""


async def _told(request: Request) -> str:
    """Keep the form, to show it once more if it is refused; return its token."""
    form = await request.form()
    setattr(request.state, SENT, form)
    return str(form.get(FIELD, ""))


def _same(held: str, sent: str) -> bool:
    try:
        both = base64.urlsafe_b64decode(sent)
    except ValueError:
        return False
    return hmac.compare_digest(_raw(held), _mixed(both[:32], both[32:]))


def _raw(plain: str) -> bytes:
    return base64.urlsafe_b64decode(f"{plain}=")


def _mixed(mask: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(mask, other, strict=False))


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
