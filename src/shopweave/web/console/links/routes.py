"""The page behind a button in a message."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.ACCOUNT_OWN)]


@router.get("/go/{token}")
def ask(token: str, page: Visit) -> Response:
    """Show what the link does; looking changes nothing."""
    links = page.house.alerts.links
    with page.house.database.read() as tx:
        link = links.read(tx, token)
    links.refuse(link, page.principal, page.now)
    words = link.words.get(page.formats.language, "")
    return page.show("links/page.html", token=token, words=words, until=link.expires_at)


@router.post("/go/{token}")
def press(token: str, page: Visit) -> Response:
    """Do it, once."""
    with page.house.database.write() as tx:
        page.house.alerts.links.use(tx, token, page.principal, page.now)
    return page.go("/", Notice(page.say("links.done")))
