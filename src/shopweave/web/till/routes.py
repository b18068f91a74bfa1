"""The addresses of the till: its shell holds no data and is for anybody; the data is the API's."""

from typing import Annotated, Any

from fastapi import APIRouter, Response
from starlette.requests import Request
from starlette.staticfiles import StaticFiles

from shopweave.trust.permissions import Principal, PrincipalKind, public
from shopweave.web.console import forms
from shopweave.web.till import shell

router = APIRouter(include_in_schema=False)
Anybody = Annotated[Principal, public()]
_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
_FRESH = {"Cache-Control": "no-cache"}
_SHELL = {
    **_FRESH,
    "Content-Security-Policy": _POLICY,
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=()",
}
ICONS = [
    {"src": f"{shell.HOME}/files/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
    for size in (192, 512)
]
_MANIFEST = {
    "id": shell.HOME,
    "name": "Shopweave Till",
    "short_name": "Till",
    "start_url": shell.HOME,
    "scope": shell.HOME,
    "display": "standalone",
    "background_color": "#faf8f5",
    "theme_color": "#0d6e64",
    "icons": [*ICONS, {**ICONS[1], "purpose": "maskable"}],
}


@router.get(shell.HOME)
def page(principal: Anybody) -> Response:
    """The till itself."""
    return Response(shell.page(), headers=_SHELL, media_type="text/html")


@router.get(f"{shell.HOME}/worker.js")
def worker(principal: Anybody) -> Response:
    """What keeps the shell on the device; asked for at each start."""
    headers = {**_FRESH, "Service-Worker-Allowed": shell.HOME}
    return Response(shell.worker(), headers=headers, media_type="text/javascript")


@router.get(f"{shell.HOME}/texts.json")
def texts(principal: Anybody) -> Response:
    """Every word of the till."""
    return Response(shell.texts(), headers=_FRESH, media_type="application/json")


@router.get(f"{shell.HOME}/manifest.json")
def manifest(principal: Anybody) -> dict[str, Any]:
    """How the till is installed on a device."""
    return _MANIFEST


@router.get(f"{shell.HOME}/visit")
def visit(principal: Anybody, request: Request, response: Response) -> dict[str, Any]:
    """Whether somebody is signed in here, and the token that his changes must carry."""
    forms.remember(request, response)
    signed_in = principal.kind is PrincipalKind.STAFF
    return {"signed_in": signed_in, "token": forms.masked(forms.token(request))}


class Files(StaticFiles):
    """The scripts; a browser without service worker asks each time whether they changed."""

    def __init__(self) -> None:
        super().__init__(directory=shell.STATIC)

    def file_response(self, *args: Any, **named: Any) -> Response:
        """Answer with the file, to be asked for again."""
        response = super().file_response(*args, **named)
        response.headers["Cache-Control"] = "no-cache"
        return response
