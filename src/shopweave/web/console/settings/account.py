"""One's own account: password and sessions."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.foundation.problems import Problem
from shopweave.trust import sessions, staff
from shopweave.trust.permissions import Permission
from shopweave.trust.sign_in import Visitor
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened
from shopweave.web.console.settings.device_names import device_name

router = APIRouter()
Own = Annotated[Page, opened(Permission.ACCOUNT_OWN)]
Field = Annotated[str, Form(max_length=400)]


@router.get("/settings/account")
def index(page: Own) -> Response:
    """Show where one is signed in."""
    return _show(page, "")


@router.post("/settings/account/password")
def set_password(page: Own, old: Field = "", new: Field = "") -> Response:
    """Change one's password; every other session ends."""
    trust, who = page.house.trust, page.principal
    try:
        client = page.request.client
        token = trust.sign_in.confirm(who, old, Visitor(client.host if client else ""))
        hashed = trust.passwords.hash(new, who.name)
    except Problem as problem:
        return _show(page, problem.sentence(page.formats.language))
    with page.house.database.write() as tx:
        staff.set_password(tx, who, who.id, hashed, page.now)
    answer = page.go("/settings/account", Notice(page.say("settings.password_kept")))
    trust.cookies.set_session(answer, token)
    return answer


@router.post("/settings/account/sessions/end")
def end_others(page: Own) -> Response:
    """Sign out everywhere else."""
    with page.house.database.write() as tx:
        who = page.principal
        ended = sessions.end_all(tx, who.id, page.now, but=who.session)
        page.note(tx, "staff.signed_out_elsewhere", f"staff:{who.id}", {"sessions": ended})
    return page.go("/settings/account", Notice(page.say("settings.sessions_ended", count=ended)))


def _show(page: Page, problem: str) -> Response:
    with page.house.database.read() as tx:
        mine = sessions.of_user(tx, page.principal.id, page.now)
    status = 422 if problem else 200
    return page.show(
        "settings/account.html", status=status, sessions=mine, problem=problem, named=device_name
    )
