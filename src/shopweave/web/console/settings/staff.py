"""Who works here."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.trust import setup, staff
from shopweave.trust.permissions import Permission, Role
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.STAFF_READ)]
Change = Annotated[Page, opened(Permission.STAFF_MANAGE)]
HOME = "/settings/staff"


@router.get(HOME)
def index(page: Visit) -> Response:
    """List the accounts."""
    return _show(page)


@router.post(HOME)
def add(
    page: Change,
    name: Annotated[str, Form(max_length=200)],
    login: Annotated[str, Form(max_length=200)],
    role: Annotated[Role, Form()],
) -> Response:
    """Open an account; its first password is nobody's, the person enters with a link."""
    trust = page.house.trust
    hashed = trust.passwords.renew(secrets.token_urlsafe(32))
    wanted = staff.NewUser(login, name, (role.value,), hashed, page.formats.language)
    with page.house.database.write() as tx:
        user = staff.add(tx, page.principal, wanted, page.now)
        token = setup.issue(tx, page.now, user.id)
    return _show(page, link=_link(page, token), invited=user.name)


@router.post(HOME + "/{user_id}/link")
def invite(user_id: str, page: Change) -> Response:
    """Make a new way in for somebody who lost the password."""
    with page.house.database.write() as tx:
        user = staff.find(tx, user_id)
        token = setup.issue(tx, page.now, user.id)
    return _show(page, link=_link(page, token), invited=user.name)


@router.post(HOME + "/{user_id}/roles")
def change_roles(user_id: str, page: Change, role: Annotated[Role, Form()]) -> Response:
    """Give somebody another role."""
    with page.house.database.write() as tx:
        before = staff.find(tx, user_id).roles[0]
        staff.change_roles(tx, page.principal, user_id, [role.value], page.now)
    told = page.say("settings.role_kept")
    return page.go(HOME, Notice(told, f"{HOME}/{user_id}/roles", {"role": before}))


@router.post(HOME + "/{user_id}/close")
def close(user_id: str, page: Change) -> Response:
    """Close an account; its sessions end within a second."""
    with page.house.database.write() as tx:
        staff.disable(tx, page.principal, user_id, page.now)
    return page.go(HOME, Notice(page.say("settings.closed"), f"{HOME}/{user_id}/open"))


@router.post(HOME + "/{user_id}/open")
def open_again(user_id: str, page: Change) -> Response:
    """Open a closed account again."""
    with page.house.database.write() as tx:
        staff.enable(tx, page.principal, user_id, page.now)
    return page.go(HOME, Notice(page.say("settings.opened")))


def _show(page: Page, link: str = "", invited: str = "") -> Response:
    with page.house.database.read() as tx:
        users = staff.every(tx)
    return page.show(
        "settings/staff.html",
        users=users,
        roles=[role.value for role in Role],
        link=link,
        invited=invited,
        may_change=page.principal.may(Permission.STAFF_MANAGE),
    )


def _link(page: Page, token: str) -> str:
    return str(page.request.base_url) + f"sign-in/{token}"
