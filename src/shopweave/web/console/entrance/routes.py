"""The pages at the door."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.foundation.problems import Problem
from shopweave.trust import setup, staff
from shopweave.trust.permissions import Permission, PrincipalKind
from shopweave.trust.sign_in import SignedIn, Visitor
from shopweave.web.console.forms import carried
from shopweave.web.console.page import Page, opened
from shopweave.web.console.view.routes import own_address

router = APIRouter()
Anybody = Annotated[Page, opened(None)]
Staff = Annotated[Page, opened(Permission.ACCOUNT_OWN)]
Field = Annotated[str, Form(max_length=400)]


@router.get("/set-up/{token}")
def set_up(token: str, page: Anybody) -> Response:
    """Ask who the owner is."""
    with page.house.database.read() as tx:
        if not setup.needed(tx):
            return page.go("/sign-in")
    return page.show("entrance/set_up.html", token=token, problem="", login="", name="")


@router.post("/set-up/{token}")
def make_owner(
    token: str, page: Anybody, login: Field = "", name: Field = "", password: Field = ""
) -> Response:
    """Make the first owner and let him in."""
    trust = page.house.trust

    def enter() -> SignedIn:
        hashed = trust.passwords.hash(password, login, name)
        owner = staff.NewUser(login, name, ("owner",), hashed, page.formats.language)
        return trust.sign_in.first_owner(token, owner, _visitor(page))

    return _let_in(page, enter, "/", "entrance/set_up.html", token=token, login=login, name=name)


@router.get("/sign-in")
def ask(page: Anybody, back: str = "/") -> Response:
    """Ask for login and password."""
    if page.principal.kind is PrincipalKind.STAFF:
        return page.go(own_address(back))
    with page.house.database.read() as tx:
        needed = setup.needed(tx)
    return page.show("entrance/sign_in.html", back=back, problem="", login="", set_up=needed)


@router.post("/sign-in")
def sign_in(page: Anybody, login: Field = "", password: Field = "", back: Field = "/") -> Response:
    """Let somebody in who knows the password."""
    return _let_in(
        page,
        lambda: page.house.trust.sign_in.with_password(login, password, _visitor(page)),
        back,
        "entrance/sign_in.html",
        login=login,
        back=back,
        set_up=False,
    )


@router.get("/sign-in/{token}")
def sign_in_with_link(token: str, page: Anybody) -> Response:
    """Ask the holder of a one-time link to press a button: a preview must not use the link up."""
    return page.show("entrance/link.html", token=token, problem="")


@router.post("/sign-in/{token}")
def use_link(token: str, page: Anybody) -> Response:
    """Let the person of the link in."""
    return _let_in(
        page,
        lambda: page.house.trust.sign_in.with_link(token, _visitor(page)),
        "/",
        "entrance/link.html",
        token=token,
    )


@router.post("/confirm")
def confirm(
    page: Staff, confirm_password: Field = "", confirm_back: Field = "/", confirm_goal: Field = ""
) -> Response:
    """Take the password once more before a grave step, and then take that step."""
    trust = page.house.trust
    try:
        token = trust.sign_in.confirm(page.principal, confirm_password, _visitor(page))
    except Problem as problem:
        shown = {"back": confirm_back, "goal": confirm_goal, "carried": carried(page.request) or ()}
        return _again(page, problem, "entrance/confirm.html", **shown)
    goal = own_address(confirm_goal)
    answer = page.send_on(goal) if confirm_goal else page.go(own_address(confirm_back))
    trust.cookies.set_session(answer, token)
    return answer


@router.post("/sign-out")
def sign_out(page: Staff) -> Response:
    """End this session."""
    page.house.trust.sign_in.out(page.principal)
    answer = page.go("/sign-in")
    page.house.trust.cookies.clear(answer)
    return answer


def _let_in(
    page: Page, enter: Callable[[], SignedIn], goal: str, template: str, **shown: object
) -> Response:
    try:
        signed_in = enter()
    except Problem as problem:
        return _again(page, problem, template, **shown)
    answer = page.go(own_address(goal))
    page.house.trust.cookies.set(answer, signed_in)
    return answer


def _again(page: Page, problem: Problem, template: str, **shown: object) -> Response:
    """Show the form once more, with what was wrong above it."""
    sentence = problem.sentence(page.formats.language)
    return page.show(template, status=problem.status, problem=sentence, **shown)


def _visitor(page: Page) -> Visitor:
    request = page.request
    address = request.client.host if request.client else ""
    cookie = request.cookies.get(page.house.trust.cookies.device)
    return Visitor(address, request.headers.get("user-agent", "")[:200], cookie)
