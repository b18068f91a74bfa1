"""The shop itself: name, currency, time zone."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.commerce.sources import Shop
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.foundation.zones import time_zones
from shopweave.trust import audit
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.ACCOUNT_OWN)]
Change = Annotated[Page, opened(Permission.SETTINGS_WRITE)]


@router.get("/settings")
def index(page: Visit) -> Response:
    """Show what holds for the shop."""
    with page.house.database.read() as tx:
        shop = preferences.get(tx, Shop)
    return page.show(
        "settings/shop.html",
        shop=shop,
        zones=sorted(time_zones()),
        may_change=page.principal.may(Permission.SETTINGS_WRITE),
    )


@router.post("/settings")
def change(
    page: Change,
    name: Annotated[str, Form()] = "",
    currency: Annotated[str, Form()] = "",
    time_zone: Annotated[str, Form()] = "",
    country: Annotated[str, Form()] = "",
) -> Response:
    """Make it hold from now on."""
    wanted = Shop(
        name.strip(), currency.strip().upper(), time_zone.strip(), country.strip().upper()
    )
    with page.house.database.write() as tx:
        version = preferences.change(tx, page.principal.id, wanted, page.now)
        _note(page, tx, version)
    return page.go("/settings", Notice(page.say("settings.kept"), "/settings/undo"))


@router.post("/settings/undo")
def undo(page: Change) -> Response:
    """Return to what held before."""
    with page.house.database.write() as tx:
        version = preferences.undo(tx, page.principal.id, "shop", page.now)
        _note(page, tx, version)
    return page.go("/settings", Notice(page.say("settings.undone")))


def _note(page: Page, tx: Transaction, version: int) -> None:
    audit.record(
        tx,
        page.principal,
        "preferences.changed",
        "preferences:shop",
        {"version": version},
        at=page.now,
    )
