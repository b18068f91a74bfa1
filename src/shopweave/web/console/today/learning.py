"""What the recommender is worth, or what it still needs."""

from datetime import timedelta

from shopweave import decisions, recommend
from shopweave.commerce import money, orders
from shopweave.decisions import HOLDOUT, Worth
from shopweave.foundation import jobs
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import State
from shopweave.foundation.money import Money
from shopweave.trust.permissions import Permission
from shopweave.web.console import templates
from shopweave.web.console.page import View
from shopweave.web.console.today.sentence import URGENT, Sentence

DAYS = 7


def sentences(page: View, tx: Transaction) -> list[Sentence]:
    """One sentence about recommendations."""
    if not orders.newest(tx, 1):
        return []
    live = page.house.artefacts.live(tx, recommend.MODEL)
    if live is None or not live.facts.get("events"):
        states = (State.WAITING, State.RUNNING)
        busy = bool(jobs.newest(tx, states, recommend.TRAIN, 1))
        return [_learning(page) if busy else _untrained(page)]
    left = money.left_of if page.may(Permission.MONEY_READ) else None
    worth = decisions.worth(tx, page.now - timedelta(days=DAYS), page.now, left)
    ours = [one for one in worth if one.kind.startswith(recommend.KIND) and one.arm != HOLDOUT]
    bought = sum(one.bought for one in ours)
    return [_told(page, ours, bought)] if bought else []


def _learning(page: View) -> Sentence:
    text, do = templates.rich(page.say)("today.learning"), page.say("today.learning_see")
    return Sentence("sparkles", "", text, do, "/models", 0)


def _untrained(page: View) -> Sentence:
    text = templates.rich(page.say)("today.untrained")
    do = page.say("today.train")
    return Sentence(
        "sparkles", "", text, do, "/models/train", URGENT / 4, posts=True, action=recommend.TRAIN
    )


def _told(page: View, ours: list[Worth], bought: int) -> Sentence:
    rich, say = templates.rich(page.say), page.say
    shown, clicked = sum(one.shown for one in ours), sum(one.clicked for one in ours)
    values: dict[str, int] = {}
    for one in ours:
        for currency, amount in one.values.items():
            values[currency] = values.get(currency, 0) + amount
    currency = max(values, key=lambda name: values[name], default=page.around.currency)
    brought = Money(values.get(currency, 0), currency)
    left = sum(one.left.get(page.around.currency, 0) for one in ours)
    reasons = [
        say("today.rec_shown", count=shown),
        say("today.rec_clicked", count=clicked),
        say("today.rec_bought", count=bought),
    ]
    return Sentence(
        "sparkles",
        "good",
        rich("today.recommended", money=brought, count=bought),
        say("today.see_decisions"),
        "/decisions",
        brought.amount,
        say("today.rec_left", money=Money(left, page.around.currency)) if left else "",
        reasons=reasons,
    )
