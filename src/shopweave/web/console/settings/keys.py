"""API keys: for the shop front, and for servers."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.trust import keys
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened
from shopweave.web.console.settings.reach import drawn, home_of

router = APIRouter()
Visit = Annotated[Page, opened(Permission.KEYS_READ)]
Change = Annotated[Page, opened(Permission.KEYS_MANAGE)]
HOME = "/settings/keys"
TILL = "till"
_P = Permission
# What a server key may do, by the work that it is made for.
WORK = {
    "shop": frozenset(
        {_P.EVENTS_SEND, _P.CATALOG_WRITE, _P.ORDERS_WRITE, _P.CUSTOMERS_WRITE, _P.STOCK_WRITE,
         _P.CONSENT_RECORD, _P.RECOMMENDATIONS_READ}
    ),
    "read": frozenset(
        {_P.CATALOG_READ, _P.ORDERS_READ, _P.CUSTOMERS_READ, _P.STOCK_READ, _P.EVENTS_READ,
         _P.RECOMMENDATIONS_READ, _P.DECISIONS_READ, _P.MODELS_READ}
    ),
    TILL: frozenset({_P.TILL_SELL}),
}  # fmt: skip


@router.get(HOME)
def index(page: Visit) -> Response:
    """List the keys."""
    return _show(page)


@router.post(HOME)
def create(
    page: Change,
    name: Annotated[str, Form(max_length=100)],
    work: Annotated[str, Form()] = "front",
    source: Annotated[str, Form()] = "",
    origin: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Make a key and show it this once."""
    kind = KeyKind.SECRET if work in WORK else KeyKind.PUBLIC
    origins = (origin.strip(),) if origin.strip() else ()
    wanted = NewKey(kind, name.strip(), WORK.get(work, frozenset()), origins, source or None)
    with page.house.database.write() as tx:
        _, token = keys.create(tx, page.principal, wanted, page.now)
    return _show(page, token, _pairing(page, token) if work == TILL else "")


@router.post(HOME + "/{key_id}/revoke")
def revoke(key_id: str, page: Change) -> Response:
    """Make a key useless, for good."""
    with page.house.database.write() as tx:
        keys.revoke(tx, page.principal, key_id, page.now)
    return page.go(HOME, Notice(page.say("settings.key_revoked")))


def _pairing(page: Page, token: str) -> str:
    """The address that makes a device a till; what follows # reaches no server and no log."""
    ways = page.house.ways
    public = f"https://{ways.public}" if ways.public else ""
    home = public or home_of(ways) or str(page.request.base_url).rstrip("/")
    return f"{home}/till#{urlencode({'key': token})}"


def _show(page: Page, token: str = "", pairing: str = "") -> Response:
    with page.house.database.read() as tx:
        found = [key for key in keys.every(tx) if key.usable(page.now)]
    return page.show(
        "settings/keys.html",
        keys=found,
        token=token,
        pairing=pairing,
        drawn=drawn(pairing) if pairing else "",
        works=["front", *WORK],
        may_change=page.principal.may(Permission.KEYS_MANAGE),
    )
