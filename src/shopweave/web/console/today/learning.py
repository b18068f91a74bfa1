"""What the recommender is worth, or what it still needs."""

from datetime import timedelta

from shopweave import decisions, recommend
from shopweave.commerce import orders
from shopweave.decisions import HOLDOUT, Worth
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money
from shopweave.web.console import templates
from shopweave.web.console.page import Page
from shopweave.web.console.today.sentence import URGENT, Sentence

DAYS = 7


def sentences(page: Page, tx: Transaction) -> list[Sentence]:
    """One sentence about recommendations."""
    if not orders.newest(tx, 1):
        return []
    live = page.house.artefacts.live(tx, recommend.MODEL)
    if live is None or not live.facts.get("events"):
        return [_untrained(page)]
    worth = decisions.worth(tx, page.now - timedelta(days=DAYS), page.now)
    ours = [one for one in worth if one.kind.startswith(recommend.KIND) and one.arm != HOLDOUT]
    bought = sum(one.bought for one in ours)
    return [_told(page, ours, bought)] if bought else []


def _untrained(page: Page) -> Sentence:
    text = templates.rich(page.say)("today.untrained")
    do = page.say("today.train")
    return Sentence("sparkles", "", text, do, "/models/train", URGENT / 4, posts=True)


def _told(page: Page, ours: list[Worth], bought: int) -> Sentence:
    rich, say = templates.rich(page.say), page.say
    shown, clicked = sum(one.shown for one in ours), sum(one.clicked for one in ours)
    values: dict[str, int] = {}
    for one in ours:
        for currency, amount in one.values.items():
            values[currency] = values.get(currency, 0) + amount
    currency = max(values, key=lambda name: values[name], default=page.around.currency)
    money = Money(values.get(currency, 0), currency)
    reasons = [
        say("today.rec_shown", count=shown),
        say("today.rec_clicked", count=clicked),
        say("today.rec_bought", count=bought),
    ]
    return Sentence(
        "sparkles",
        "good",
        rich("today.recommended", money=money, count=bought),
        say("today.see_decisions"),
        "/decisions",
        money.amount,
        reasons=reasons,
    )
