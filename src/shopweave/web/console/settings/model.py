"""Which language model writes drafts, and how much of them a day."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.foundation import preferences
from shopweave.foundation.problems import Problem
from shopweave.goods.drafting import LanguageModel
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.SETTINGS_READ)]
Change = Annotated[Page, opened(Permission.SETTINGS_WRITE)]
HOME = "/settings/model"


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show the endpoint; its key is never shown again."""
    with page.house.database.read() as tx:
        held = preferences.get(tx, LanguageModel)
    may_change = page.principal.may(Permission.SETTINGS_WRITE)
    return page.show("settings/model.html", held=held, may_change=may_change)


@router.post(HOME)
def keep(
    page: Change,
    address: Annotated[str, Form(max_length=300)] = "",
    model: Annotated[str, Form(max_length=100)] = "",
    key: Annotated[str, Form(max_length=1000)] = "",
    daily: Annotated[int, Form(ge=1, le=10_000)] = 200,
) -> Response:
    """Keep the endpoint; an empty key leaves the one that is there, no address switches it off."""
    wanted = LanguageModel(address.strip(), model.strip(), daily=daily)
    told = "" if not wanted.address else (key.strip() or None)
    with page.house.database.write() as tx:
        endpoint = page.house.drafting.endpoint
        version = endpoint.set_up(tx, page.principal.id, wanted, told, page.now)
        page.note(tx, "preferences.changed", "preferences:language_model", {"version": version})
    return page.go(HOME, Notice(page.say("settings.kept"), f"{HOME}/undo"))


@router.post(HOME + "/undo")
def undo(page: Change) -> Response:
    """Return to what held before."""
    with page.house.database.write() as tx:
        version = preferences.undo(tx, page.principal.id, "language_model", page.now)
        page.note(tx, "preferences.changed", "preferences:language_model", {"version": version})
    return page.go(HOME, Notice(page.say("settings.undone")))


@router.post(HOME + "/try")
def try_out(page: Change) -> Response:
    """Let it write two sentences about a cup."""
    with page.house.database.read() as tx:
        held = preferences.get(tx, LanguageModel)
    try:
        said = page.house.drafting.try_out(held)
    except Problem as problem:
        return page.go(HOME, Notice(problem.sentence(page.formats.language)))
    return page.go(HOME, Notice(page.say("model.answered", text=said[:200])))
