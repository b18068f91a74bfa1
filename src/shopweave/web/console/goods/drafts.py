"""The page of drafted texts: draft beside source, edited, approved, refused, undone."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave import decisions, goods
from shopweave.commerce import catalog
from shopweave.decisions import Filter, State
from shopweave.foundation import jobs, preferences
from shopweave.goods import drafting
from shopweave.goods.drafting import LanguageModel, Task
from shopweave.trust.permissions import Permission
from shopweave.web.console.goods import answers
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.CATALOG_READ)]
Change = Annotated[Page, opened(Permission.CATALOG_WRITE)]
HOME = "/goods/drafts"
SHOWN, DONE = 20, 10


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show what waits, and what was approved last."""
    with page.house.database.read() as tx:
        held = preferences.get(tx, LanguageModel)
        found = goods.waiting(tx, drafting.KIND, SHOWN)
        done = decisions.newest(tx, Filter(drafting.KIND, (State.DONE,)), DONE)
        names = [one.subject_id for one in (*found, *done)]
        cards = catalog.cards(tx, list(dict.fromkeys(names)), page.formats.language)
        return page.show(
            "goods/drafts.html",
            ready=held.ready,
            left=page.house.drafting.left(tx) if held.ready else 0,
            rows=[one for one in found if one.subject_id in cards],
            done=[one for one in done if one.subject_id in cards],
            cards=cards,
            count=decisions.waiting(tx, drafting.KIND),
            tasks=list(Task),
            may_change=page.principal.may(Permission.CATALOG_WRITE),
        )


@router.post(HOME)
def draft(page: Change, task: Annotated[Task, Form()]) -> Response:
    """Let texts be drafted in the background."""
    with page.house.database.write() as tx:
        page.house.drafting.left(tx)
        jobs.enqueue(tx, drafting.DRAFT, {"task": task.value}, unique_key=drafting.DRAFT)
        page.note(tx, "goods.drafted", "goods", {"task": task.value})
    return page.go(HOME, Notice(page.say("goods.drafting")))


@router.post(HOME + "/{decision}/approve")
def approve(
    decision: str,
    page: Change,
    title: Annotated[str, Form(max_length=1000)],
    description: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """Let the text hold, as it was drafted or as somebody changed it."""
    who, kinds = page.principal.id, page.house.kinds
    with page.house.database.write() as tx:
        what = decisions.find(tx, decision).what
        text = {"title": title.strip(), "description": description.replace("\r\n", "\n").strip()}
        if text == what["value"]:
            made = decisions.approve(tx, kinds, decision, who, page.now)
        else:
            changed = {**what, "value": text, "edited": True}
            made = decisions.approve_instead(tx, kinds, decision, changed, who, page.now)
        page.note(tx, "goods.text_approved", f"decision:{made.id}")
    return page.go(HOME, Notice(page.say("goods.text_holds"), f"{HOME}/{made.id}/undo"))


@router.post(HOME + "/{decision}/undo")
def undo(decision: str, page: Change) -> Response:
    """Take an approved text back, and ask anew."""
    return answers.taken_back(page, decision, HOME, "goods.text_undone", "goods.edit_undone")


@router.post(HOME + "/{decision}/refuse")
def refuse(decision: str, page: Change) -> Response:
    """Say no: this product is not drafted for again in this language."""
    undo = f"{HOME}/{decision}/again"
    return answers.refused(page, decision, HOME, undo, "goods.refused", "goods.now_refused")


@router.post(HOME + "/{decision}/again")
def again(decision: str, page: Change) -> Response:
    """Ask once more about a draft that was refused."""
    return answers.asked_again(page, decision, HOME)
