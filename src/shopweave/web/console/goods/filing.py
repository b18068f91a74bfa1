"""The page of what is proposed for products: where they belong, and what their words tell."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave import decisions, goods
from shopweave.commerce import catalog
from shopweave.commerce.catalog import Card
from shopweave.decisions import Decision
from shopweave.foundation import jobs
from shopweave.trust.permissions import Permission
from shopweave.web.console.goods import answers
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.CATALOG_READ)]
Change = Annotated[Page, opened(Permission.CATALOG_WRITE)]
HOME = "/goods/filing"
SHOWN = 40
SURE = 0.8
Chosen = Annotated[list[str] | None, Form(max_length=SHOWN)]


@dataclass(frozen=True, slots=True)
class Offered:
    """One proposal in words. path: where a category stands. ticked: sure enough to go along."""

    id: str
    card: Card
    field: str
    value: str
    path: str
    why: str
    ticked: bool


@router.get(HOME)
def index(page: Visit) -> Response:
    """List what is proposed, newest first."""
    with page.house.database.read() as tx:
        found = goods.waiting(tx, goods.FILING, SHOWN)
        names = [one.subject_id for one in found]
        cards = catalog.cards(tx, list(dict.fromkeys(names)), page.formats.language)
        return page.show(
            "goods/filing.html",
            rows=[
                _offered(page, one, cards[one.subject_id])
                for one in sorted(found, key=lambda one: one.subject_id)
                if one.subject_id in cards
            ],
            count=decisions.waiting(tx, goods.FILING),
            may_change=page.principal.may(Permission.CATALOG_WRITE),
        )


@router.post(HOME + "/look")
def look(page: Change) -> Response:
    """Look for proposals in the background."""
    with page.house.database.write() as tx:
        jobs.enqueue(tx, goods.FILE, unique_key=goods.FILE)
        page.note(tx, "goods.looked", "goods")
    return page.go(HOME, Notice(page.say("goods.looking")))


@router.post(HOME + "/approve")
def approve(page: Change, decision: Chosen = None) -> Response:
    """Let all that are ticked hold."""
    chosen, who = decision or [], page.principal.id
    with page.house.database.write() as tx:
        done = goods.approve_all(tx, page.house.kinds, chosen, who, page.now)
        page.note(tx, "goods.filed", "goods", {"decisions": done})
    fields = {"decision": ",".join(chosen)}
    return page.go(HOME, Notice(page.say("goods.filed", count=done), f"{HOME}/undo", fields))


@router.post(HOME + "/undo")
def undo(page: Change, decision: Annotated[str, Form(max_length=4000)]) -> Response:
    """Take back what was approved together, and ask anew."""
    with page.house.database.write() as tx:
        chosen, who = decision.split(","), page.principal.id
        for one in goods.take_back_all(tx, page.house.kinds, chosen, who, page.now):
            goods.propose_again(tx, one, page.now)
        page.note(tx, "goods.filing_undone", "goods", {"decisions": len(chosen)})
    return page.go(HOME, Notice(page.say("goods.edit_undone")))


@router.post(HOME + "/{decision}/refuse")
def refuse(decision: str, page: Change) -> Response:
    """Say no: it does not come again."""
    undo = f"{HOME}/{decision}/again"
    return answers.refused(page, decision, HOME, undo, "goods.refused", "goods.now_refused")


@router.post(HOME + "/{decision}/again")
def again(decision: str, page: Change) -> Response:
    """Ask once more about one that was refused."""
    return answers.asked_again(page, decision, HOME)


def _offered(page: Page, made: Decision, card: Card) -> Offered:
    field, value = str(made.what["field"]), str(made.what["value"])
    node = goods.nodes().get(value) if field.endswith(goods.FIELD) else None
    if node is not None:
        value = node.zh if page.formats.language == "zh" else node.name
    key = "weight" if field.startswith("weight.") else field.removeprefix("attribute.")
    reason = (made.reasons or [{}])[0]
    why = page.say(f"goods.because.{reason.get('code', 'words')}", words=reason.get("words", ""))
    ticked = float(made.what.get("probability", 0)) >= SURE
    path = node.path if node else ""
    return Offered(made.id, card, page.say(f"goods.field.{key}"), value, path, why, ticked)
