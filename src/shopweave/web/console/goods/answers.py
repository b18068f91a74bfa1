"""Answers to what is proposed that each page of goods gives in its own words."""

from starlette.responses import Response

from shopweave import decisions, goods
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page


def refused(page: Page, decision: str, back: str, undo: str, action: str, told: str) -> Response:
    """Say no: nobody asks again, unless it is undone."""
    with page.house.database.write() as tx:
        decisions.undo(tx, page.house.kinds, decision, page.principal.id, page.now)
        page.note(tx, action, f"decision:{decision}")
    return page.go(back, Notice(page.say(told), undo))


def taken_back(page: Page, decision: str, back: str, action: str, told: str) -> Response:
    """Undo what was approved, and ask anew."""
    with page.house.database.write() as tx:
        decisions.undo(tx, page.house.kinds, decision, page.principal.id, page.now)
        goods.propose_again(tx, decision, page.now)
        page.note(tx, action, f"decision:{decision}")
    return page.go(back, Notice(page.say(told)))


def asked_again(page: Page, decision: str, back: str) -> Response:
    """Ask once more about what was refused."""
    with page.house.database.write() as tx:
        goods.propose_again(tx, decision, page.now)
        page.note(tx, "goods.asked_again", f"decision:{decision}")
    return page.go(back, Notice(page.say("goods.now_open")))
