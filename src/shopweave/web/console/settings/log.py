"""Who changed what, when."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from shopweave.trust import audit, staff
from shopweave.trust.permissions import Permission
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.AUDIT_READ)]
SIZE = 50


@router.get("/settings/log")
def index(page: Visit, before: int | None = None) -> Response:
    """Show the log, newest first."""
    with page.house.database.read() as tx:
        entries = audit.search(tx, before=before, limit=SIZE)
        people = {user.id: user.name for user in staff.every(tx)}
    older = entries[-1].number if len(entries) == SIZE else None
    return page.show("settings/log.html", entries=entries, people=people, older=older)
