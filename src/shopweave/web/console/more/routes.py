"""The fifth tab of a phone."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from shopweave.trust.permissions import Permission
from shopweave.web.console.page import Page, opened

router = APIRouter()


@router.get("/more")
def index(page: Annotated[Page, opened(Permission.ACCOUNT_OWN)]) -> Response:
    """List the places that the bottom bar has no room for."""
    return page.show("more/page.html")
