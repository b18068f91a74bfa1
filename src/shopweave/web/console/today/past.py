"""What the last weeks brought: said from the first import on, when no yesterday can be told."""

from datetime import timedelta

from shopweave.commerce import catalog, orders
from shopweave.commerce.orders import ShareSales
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money
from shopweave.web.console import templates
from shopweave.web.console.figures import Span, latest, sold
from shopweave.web.console.page import View
from shopweave.web.console.today.sentence import Sentence

DAYS, BEST = 28, 3


def sentences(page: View, tx: Transaction) -> list[Sentence]:
    """Four weeks beside the four before, and what brought most in them; for a past alone."""
    until = latest(tx, page.now)
    if until == page.now:
        return []
    weeks = sold(tx, until, DAYS, page.around.zone_name, page.around.currency)
    if weeks.total.amount <= 0:
        return []
    shares = orders.sales_by_product(tx, until - timedelta(days=DAYS), until, BEST)
    best = [share for share in shares if share.currency == weeks.currency]
    return [_weeks(page, weeks), *([_best(page, tx, best, weeks)] if best else [])]


def _weeks(page: View, weeks: Span) -> Sentence:
    rich, count = templates.rich(page.say), sum(weeks.orders)
    last = page.formats.date(weeks.days[-1])
    if weeks.change is None:
        text = rich("today.weeks", money=weeks.total, count=count, day=last)
    else:
        change = page.formats.change(weeks.change)
        text = rich("today.weeks_change", money=weeks.total, count=count, day=last, change=change)
    worse = weeks.change is not None and weeks.change < -0.1
    tone = "attention" if worse else "good"
    do = page.say("today.see_orders")
    return Sentence("receipt", tone, text, do, "/orders", weeks.total.amount)


def _best(page: View, tx: Transaction, best: list[ShareSales], weeks: Span) -> Sentence:
    rich, say = templates.rich(page.say), page.say
    cards = catalog.cards(tx, [share.key for share in best], page.formats.language)
    first = best[0]
    text = rich(
        "today.best",
        product=cards[first.key].title,
        money=Money(first.amount, first.currency),
        share=page.formats.percent(first.amount / weeks.total.amount, 0),
    )
    reasons = [
        say(
            "today.best_of",
            product=cards[share.key].title,
            money=Money(share.amount, share.currency),
            count=share.units,
        )
        for share in best
    ]
    do, address = say("today.see_stock"), f"/products/{first.key}"
    return Sentence("package", "", text, do, address, first.amount, reasons=reasons)
