"""How phones, tills and the world reach the shop."""

from typing import Annotated

import segno
from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import FileResponse, Response

from shopweave.foundation.reach import Ways, own_addresses
from shopweave.trust.permissions import Permission
from shopweave.web.console.page import Page, opened
from shopweave.web.errors import NotFound

router = APIRouter()
Visit = Annotated[Page, opened(Permission.SETTINGS_READ)]
Anybody = Annotated[Page, opened(None)]


@router.get("/settings/reach")
def index(page: Visit) -> Response:
    """Show the addresses, one of them as a QR code."""
    ways, home = page.house.ways, home_of(page.house.ways)
    return page.show(
        "settings/reach.html",
        public=ways.public,
        proxy=ways.proxy,
        home=home,
        drawn=drawn(f"{home}/phone") if home else "",
    )


@router.get("/phone")
def phone(page: Anybody) -> Response:
    """Say how a phone comes to trust this shop; for somebody who is not signed in yet."""
    return page.show("settings/phone.html", ready=page.house.ways.authority.exists())


@router.get("/authority.pem")
def authority(page: Anybody) -> Response:
    """The certificate that a phone must trust once; it is no secret."""
    file = page.house.ways.authority
    if not file.exists():
        raise NotFound(address="/authority.pem")
    return FileResponse(
        file, media_type="application/x-x509-ca-cert", filename="shopweave-authority.pem"
    )


def home_of(ways: Ways) -> str:
    """The address in the own network; empty while it was never let in."""
    names = own_addresses() if ways.authority.exists() else []
    return f"https://{names[0]}:{ways.lan_port}" if names else ""


def drawn(address: str) -> Markup:
    """The QR code as SVG, dark on light in either appearance, since cameras want it so."""
    code = segno.make(address, error="m")
    return Markup(code.svg_inline(omitsize=True, border=3, dark="#1c1a17", light="#ffffff"))  # noqa: S704
