"""What the shop earns, and where it loses money."""

from datetime import timedelta

from shopweave.commerce import catalog, money
from shopweave.commerce.catalog import Card
from shopweave.commerce.money import By, Gaps, Loss, Profit
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money
from shopweave.trust.permissions import Permission
from shopweave.web.console import templates
from shopweave.web.console.figures import latest
from shopweave.web.console.page import View
from shopweave.web.console.profit.routes import STEPS, name
from shopweave.web.console.today.sentence import URGENT, Sentence

DAYS, MISSING_DAYS, TOLD = 7, 30, 2


def sentences(page: View, tx: Transaction) -> list[Sentence]:
    """What earned, what loses money on each sale, and what nobody can know yet."""
    if not page.may(Permission.MONEY_READ):
        return []
    until = latest(tx, page.now)
    since = until - timedelta(days=DAYS)
    worst = money.losses(tx, since, until)[:TOLD]
    gaps = money.gaps(tx, until - timedelta(days=MISSING_DAYS), until)
    products = [one.product_id for one in worst] + [one.product_id for one in gaps.missing[:3]]
    cards = catalog.cards(tx, products, page.formats.language)
    losing = [_losing(page, one, cards[one.product_id]) for one in worst if one.product_id in cards]
    parts = money.profit_by(tx, since, until, By.CHANNEL)
    return [*losing, *_missing(page, gaps, cards), *_no_rate(page, gaps), *_earned(page, parts)]


def _earned(page: View, parts: list[Profit]) -> list[Sentence]:
    """What the week left, when every cost behind it is known well enough to say."""
    whole = Profit()
    for part in parts:
        whole = whole.plus(part)
    if whole.profit <= 0 or whole.unknown * 2 > whole.net or whole.share is None:
        return []
    currency = page.around.currency
    best = max(parts, key=lambda one: one.profit)
    text = templates.rich(page.say)(
        "today.earned",
        money=Money(whole.profit, currency),
        share=page.formats.percent(whole.share),
        channel=name(page, By.CHANNEL, best.key),
    )
    reasons = [
        page.say(
            "today.earned_channel",
            channel=name(page, By.CHANNEL, one.key),
            money=Money(one.profit, currency),
            share=page.formats.percent(one.share or 0),
        )
        for one in parts
    ]
    weight = whole.profit * 0.1
    do = page.say("today.see_profit")
    return [Sentence("wallet", "good", text, do, "/profit?days=7", weight, reasons=reasons)]


def _losing(page: View, loss: Loss, card: Card) -> Sentence:
    """A product that costs more than it brings, each time."""
    sold, currency = loss.profit, page.around.currency
    each = Money(round(-sold.profit / sold.units), currency)
    text = templates.rich(page.say)(
        "today.losing",
        product=card.title,
        channel=name(page, By.CHANNEL, loss.channel),
        money=each,
        count=sold.units,
    )
    reasons = [
        page.say(
            "today.losing_step",
            step=page.say(f"profit.step.{step}"),
            money=_each(sold, step, currency),
        )
        for step in ("revenue", *STEPS)
        if getattr(sold, step)
    ]
    address = f"/products/{loss.product_id}"
    weight = -sold.profit * 4
    do = page.say("today.change_price")
    return Sentence("trending-down", "alarm", text, do, address, weight, reasons=reasons)


def _each(sold: Profit, step: str, currency: str) -> Money:
    """One step for each unit sold; what is spent stands below zero."""
    sign = 1 if step == "revenue" else -1
    return Money(round(sign * getattr(sold, step) / sold.units), currency)


def _missing(page: View, gaps: Gaps, cards: dict[str, Card]) -> list[Sentence]:
    """Sales of which nobody can say what they earn."""
    if not gaps.products:
        return []
    text = templates.rich(page.say)("today.no_cost", count=gaps.products, money=gaps.amount)
    reasons = [
        page.say(
            "today.no_cost_of",
            product=cards[one.product_id].title,
            count=one.units,
            money=Money(one.amount, gaps.amount.currency),
        )
        for one in gaps.missing[:3]
        if one.product_id in cards
    ]
    do = page.say("profit.enter_costs")
    weight = gaps.amount.amount * 0.3
    return [Sentence("tag", "attention", text, do, "/profit/costs", weight, reasons=reasons)]


def _no_rate(page: View, gaps: Gaps) -> list[Sentence]:
    """Orders in a currency that nobody gave a rate for."""
    rich = templates.rich(page.say)
    do = page.say("profit.enter_rate")
    return [
        Sentence(
            "scale", "attention", rich("today.no_rate", count=count, currency=currency), do,
            "/settings/money#rates", URGENT / 3,
        )
        for currency, count in gaps.rates.items()
    ]  # fmt: skip
