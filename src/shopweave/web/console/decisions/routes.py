"""The pages of the ledger."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter
from starlette.responses import Response

from shopweave import decisions
from shopweave.commerce import money
from shopweave.commerce.catalog import Card
from shopweave.decisions import Decision, Filter, LedgerPreferences, State
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.trust.permissions import Permission
from shopweave.web.console import people, reasons
from shopweave.web.console.listing import Listing
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.DECISIONS_READ)]
Approve = Annotated[Page, opened(Permission.DECISIONS_APPROVE)]
HOME = "/decisions"


@router.get(HOME)
def index(page: Visit) -> Response:
    """List the decisions, newest first."""
    view = Listing.read(HOME, page.request.query_params, filters=("kind", "state", "arm"))
    state = view.chosen("state")
    which = Filter(
        kind=view.chosen("kind"),
        states=(State(state),) if state in set(State) else (),
        arm=view.chosen("arm"),
        subject_id=view.text or None,
    )
    week = page.now - timedelta(days=7)
    with page.house.database.read() as tx:
        found = decisions.newest(tx, which, view.limit, view.after or None)
        left = money.left_of if page.principal.may(Permission.MONEY_READ) else None
        worth = decisions.worth(tx, week, page.now, left)
        return page.show(
            "decisions/list.html",
            view=view,
            found=found,
            cursor=found[-1].id if len(found) == view.limit else None,
            names=_names(page, tx, found),
            worth=worth,
            profits=left is not None,
            kinds=sorted({one.kind for one in worth}),
            arms=sorted({one.arm for one in worth if one.arm}),
            states=[state.value for state in State],
            made=sum(one.decisions for one in worth),
            proposals=decisions.waiting(tx),
        )


@router.get(HOME + "/{decision_id}")
def one(decision_id: str, page: Visit) -> Response:
    """Show one decision: what, why, by which model, and what came of it."""
    house = page.house
    with house.database.read() as tx:
        keep = preferences.get(tx, LedgerPreferences)
        told = decisions.explain(tx, house.kinds, decision_id, page.now, keep)
        made = told.decision
        cards = reasons.cards_of(page, tx, [made])
        return page.show(
            "decisions/one.html",
            told=told,
            made=made,
            cards=cards,
            why=[reasons.of_item(page, made, at, cards) for at in range(len(made.items))],
            reasons=reasons.of_whole(page, made, cards),
            names=_names(page, tx, [made]),
            may_approve=page.principal.may(Permission.DECISIONS_APPROVE),
            can_undo=house.kinds.of(made.kind).undo is not None or made.state is State.PROPOSED,
            inputs=_inputs(page, made, cards),
        )


@router.post(HOME + "/{decision_id}/approve")
def approve(decision_id: str, page: Approve) -> Response:
    """Approve a proposal."""
    house = page.house
    with house.database.write() as tx:
        decisions.approve(tx, house.kinds, decision_id, page.principal.id, page.now)
        page.note(tx, "decision.approved", f"decision:{decision_id}")
    address = f"{HOME}/{decision_id}"
    return page.go(address, Notice(page.say("decisions.approved"), f"{address}/undo"))


@router.post(HOME + "/{decision_id}/undo")
def undo(decision_id: str, page: Approve) -> Response:
    """Refuse a proposal, or take back what was decided."""
    house = page.house
    with house.database.write() as tx:
        decisions.undo(tx, house.kinds, decision_id, page.principal.id, page.now)
        page.note(tx, "decision.undone", f"decision:{decision_id}")
    return page.go(f"{HOME}/{decision_id}", Notice(page.say("decisions.undone")))


@router.post(HOME + "/{decision_id}/replay")
def replay(decision_id: str, page: Approve) -> Response:
    """Decide again from the recorded inputs, and say whether it comes out the same."""
    house = page.house
    with house.database.read() as tx:
        keep = preferences.get(tx, LedgerPreferences)
        again = decisions.replay(tx, house.kinds, decision_id, page.now, keep)
    told = "decisions.same" if again.same else "decisions.differs"
    return page.go(f"{HOME}/{decision_id}", Notice(page.say(told)))


def _inputs(page: Page, made: Decision, cards: Mapping[str, Card]) -> list[tuple[str, str]]:
    """What a decision was made from, in words; what was not there is left out."""
    return [
        (name, _told(page, name, value, cards))
        for name, value in (made.inputs or {}).items()
        if value not in (None, [], "")
    ]


def _told(page: Page, name: str, value: Any, cards: Mapping[str, Card]) -> str:
    match value:
        case bool():
            return page.say("customers.yes" if value else "customers.no")
        case int() | float() if name == "until_day":
            return page.formats.moment(datetime.fromtimestamp(value * 86_400, UTC))
        case int() | float():
            return page.formats.number(value)
        case list():
            return ", ".join(_told(page, name, each, cards) for each in value)
    return cards[value].title if value in cards else str(value)


def _names(page: Page, tx: Transaction, found: list[Decision]) -> dict[str, str]:
    return dict(
        people.names(page, tx, (d.subject_id for d in found if d.subject_kind == "customer"))
    )
